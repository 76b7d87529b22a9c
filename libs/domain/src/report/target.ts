/** Share of its duties that an agency means to have done while it has not decided otherwise, in percent. */
export const USUAL_TARGET_PERCENT = 90;
