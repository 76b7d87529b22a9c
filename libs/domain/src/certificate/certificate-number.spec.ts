import fc from 'fast-check';
import { certificateNumber, formatCertificateNumber, readCertificateNumber } from './certificate-number.js';

const NUMBER = '0123456789ABCDEFGHJK';

describe('certificateNumber', () => {
  it('turns each byte into one character', () => {
    expect(certificateNumber(Uint8Array.from({ length: 20 }, (_, index) => index))).toBe(NUMBER);
    expect(certificateNumber(new Uint8Array(20).fill(255))).toBe('ZZZZZZZZZZZZZZZZZZZZ');
  });

  it('refuses too few bytes', () => {
    expect(() => certificateNumber(new Uint8Array(19))).toThrow(RangeError);
  });

  it('can be printed, typed and read back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        const number = certificateNumber(bytes);
        expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/);
        expect(readCertificateNumber(formatCertificateNumber(number).toLowerCase())).toBe(number);
      }),
    );
  });
});

describe('formatCertificateNumber', () => {
  it('prints four groups of five', () => {
    expect(formatCertificateNumber(NUMBER)).toBe('01234-56789-ABCDE-FGHJK');
  });
});

describe('readCertificateNumber', () => {
  it.each([
    ['as printed', '01234-56789-ABCDE-FGHJK'],
    ['without hyphens', '0123456789ABCDEFGHJK'],
    ['in small letters', '01234-56789-abcde-fghjk'],
    ['with spaces around and between', '  01234 56789 ABCDE FGHJK\n'],
    ['with O for 0', 'O1234-56789-ABCDE-FGHJK'],
    ['with i and l for 1', 'oi234-56789-abcde-fghjk'],
    ['with L for 1', '0L234-56789-ABCDE-FGHJK'],
    ['with the dashes of a word processor', '01234–56789—ABCDE‐FGHJK'],
  ])('reads it %s', (_how, typed) => {
    expect(readCertificateNumber(typed)).toBe(NUMBER);
  });

  it.each([
    ['a character short', '01234-56789-ABCDE-FGHJ'],
    ['a character long', '01234-56789-ABCDE-FGHJKM'],
    ['with U, which the alphabet leaves out', 'U1234-56789-ABCDE-FGHJK'],
    ['with a stranger', '01234-56789-ABCDE-FGHJ!'],
    ['empty', ''],
  ])('refuses it %s', (_how, typed) => {
    expect(readCertificateNumber(typed)).toBeNull();
  });
});
