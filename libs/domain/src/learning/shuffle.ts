/**
 * Puts items in an order that looks random and is always the same for the same seed, so that a question
 * shown again, on another device or after a restart, is the one the person left.
 *
 * The seed's text becomes 32 bits by FNV-1a with MurmurHash3's finisher; Mulberry32 draws from there;
 * Fisher-Yates places the items. None of it is a secret or a protection: it only avoids habits such as
 * "the second one is right".
 */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  const draw = mulberry32(hash32(seed));
  const placed = [...items];
  for (let last = placed.length - 1; last > 0; last -= 1) {
    const chosen = Math.floor(draw() * (last + 1));
    [placed[last], placed[chosen]] = [placed[chosen] as T, placed[last] as T];
  }
  return placed;
}

/** 32 bits of a text: FNV-1a over its UTF-16 units, then the finisher of MurmurHash3. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Mulberry32 (T. Ettinger, public domain): numbers from 0 up to, never reaching, 1. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
