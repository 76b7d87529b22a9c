import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a ZIP file for a test. What is declared is true unless the test says otherwise. */
export interface ZipPart {
  readonly name: string;
  readonly data: string | Buffer;
  readonly declaredSize?: number;
  readonly declaredCrc?: number;
  readonly isEncrypted?: boolean;
}

/** A ZIP file made at once, honest or not. The same parts give the same bytes. */
export function zipBytes(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, declaredSize, declaredCrc, isEncrypted } of parts) {
    const bytes = Buffer.from(data);
    const packed = deflateRawSync(bytes, { level: 9 });
    const fields = Buffer.alloc(22);
    fields.writeUInt16LE(isEncrypted === true ? 0x0801 : 0x0800, 0);
    fields.writeUInt16LE(8, 2);
    fields.writeUInt16LE(0x21, 6);
    fields.writeUInt32LE(declaredCrc ?? crc32(bytes), 8);
    fields.writeUInt32LE(packed.length, 12);
    fields.writeUInt32LE(declaredSize ?? bytes.length, 16);
    fields.writeUInt16LE(Buffer.byteLength(name), 20);
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04\x14\0', 'latin1'),
      fields,
      Buffer.alloc(2),
      Buffer.from(name),
      packed,
    ]);
    const rest = Buffer.alloc(16);
    rest.writeUInt32LE(offset, 12);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02\x14\0\x14\0', 'latin1'),
        fields,
        rest.subarray(0, 16),
        Buffer.from(name),
      ]),
    );
    files.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, list, end]);
}
