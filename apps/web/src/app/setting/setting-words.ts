import type { SettingChange } from '@learning-reviews/contracts/setting.contract';
import { retentionHeading } from '@learning-reviews/domain/setting/retention-words';

const SETTINGS: Readonly<Record<string, { name: string; unit: string }>> = {
  'target-percent': { name: 'Usual target', unit: '%' },
  'due-soon-days': { name: 'Due soon, days before', unit: '' },
  'expiring-days': { name: 'Expiring, days before', unit: '' },
};

/** What was changed, from what to what, as the history says it. */
export function changeInWords({ setting, was, becomes }: SettingChange): {
  name: string;
  was: string;
  becomes: string;
} {
  const [group = '', kind] = setting.split(':');
  if (kind !== undefined) {
    const what = group === 'retention-reason' ? 'Reason for keeping' : 'Time of keeping';
    return { name: `${what}: ${retentionHeading(kind)}`, was, becomes };
  }
  const { name, unit } = SETTINGS[setting] ?? { name: setting, unit: '' };
  return { name, was: `${was}${unit}`, becomes: `${becomes}${unit}` };
}

/** A number as somebody types it: what is no whole number is NaN, for the contract to refuse. */
export function typedNumber(typed: string): number {
  const text = typed.trim().replace(/\s*%$/, '');
  return text === '' ? Number.NaN : Number(text);
}
