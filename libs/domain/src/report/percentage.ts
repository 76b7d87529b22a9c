/**
 * The whole per cent that `part` is of `whole`, rounded, but 100 only when it is all of it and 0 only when it is
 * none: "100% done" must not hide the five who are not. Nothing of nothing is 0.
 */
export function wholePercentage(part: number, whole: number): number {
  if (whole === 0 || part === 0) return 0;
  if (part === whole) return 100;
  return Math.min(99, Math.max(1, Math.round((100 * part) / whole)));
}
