import { calendarDate } from '../calendar-date.js';
import { mayShowNumber } from './support-number.js';

describe('mayShowNumber', () => {
  it.each([
    ['0808 800 5000', '2026-11-22', '2026-11-22', true], // checked today
    ['0808 800 5000', '2026-11-22', '2027-05-22', true], // six months to the day
    ['0808 800 5000', '2026-11-22', '2027-05-23', false], // over six months
    ['0808 800 5000', '2026-08-31', '2027-02-28', true], // a short month: its last day
    ['0808 800 5000', '2026-08-31', '2027-03-01', false],
    ['0808 800 5000', null, '2026-11-22', false], // never checked
    ['0808 800 5000', '2026-11-23', '2026-11-22', false], // checked tomorrow
    ['999', null, '2030-01-01', true], // always
    ['999', '2020-01-01', '2030-01-01', true],
    ['9990', null, '2026-11-22', false], // not the emergency number
    [null, null, '2026-11-22', true], // no number to be wrong: your line manager
  ])('%s, checked %s, on %s: %s', (phone, checkedOn, today, expected) => {
    const number = { phone, checkedOn: checkedOn === null ? null : calendarDate(checkedOn) };
    expect(mayShowNumber(number, calendarDate(today))).toBe(expected);
  });
});
