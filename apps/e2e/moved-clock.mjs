// Loaded into the product's process before the product (`node --import`): its clock is ahead by CLOCK_AHEAD_MS.
// Timers and the database keep the true time; only what asks which day it is, is told another.

import { Server } from 'node:http';

const ahead = Number(process.env.CLOCK_AHEAD_MS);
if (!Number.isSafeInteger(ahead)) throw new Error('CLOCK_AHEAD_MS is a number of milliseconds');

const TrueDate = globalThis.Date;

/** As `Date`, on a clock that is ahead. */
class Date extends TrueDate {
  constructor(...parts) {
    if (parts.length === 0) super(TrueDate.now() + ahead);
    else super(...parts);
  }

  static now() {
    return TrueDate.now() + ahead;
  }
}

globalThis.Date = Date;

// Node's own code keeps the Date it had before this file: the header of an answer would tell the true time, and a page
// would reckon that the session ends in years.
const emit = Server.prototype.emit;
Server.prototype.emit = function (event, ...rest) {
  if (event === 'request') rest[1].setHeader('Date', new Date().toUTCString());
  return emit.call(this, event, ...rest);
};
