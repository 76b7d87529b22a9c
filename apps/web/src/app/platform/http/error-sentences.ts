import type { ErrorCode } from '@learning-reviews/contracts/error.contract';

/** What a person is told for each code. A code without a sentence does not compile. */
export const ERROR_SENTENCES: Readonly<Record<ErrorCode, string>> = {
  'request.malformed': 'Something went wrong in sending this. Load the page again and try once more.',
  'request.invalid': 'Check your answers: some of them cannot be used.',
  'request.too-large': 'This is too large to send. Make it shorter and try again.',
  'request.cross-site': 'This came from another site and was refused. Open Learning Reviews and try again.',
  'request.not-found': 'We could not find this. It may have moved, or the address may be wrong.',
  'request.too-many': 'Too many tries in a short time. Wait a few minutes and try again.',
  'request.key-missing': 'Something went wrong in sending this. Load the page again and try once more.',
  'request.key-reused': 'This was already sent with other answers. Load the page again to see what was kept.',
  'session.required': 'Sign in to see this page.',
  'session.wrong-credentials': 'The email address or passphrase is not right. Check both and try again.',
  'session.expired': 'You were signed out because you had been away. Sign in again to carry on.',
  'session.access-ended':
    'Your access to the agency you were working for has ended. Sign in again to reach your own record.',
  'session.busy': 'Many people are signing in at the moment. Wait a few seconds and try again.',
  'access.denied': 'Your role does not allow this. Ask your training lead if you think it should.',
  'access.wrong-agency':
    'You have switched to another agency since this page was opened. Load the page again.',
  'account.wrong-passphrase': 'Enter the passphrase you use now. The one you entered is not right.',
  'account.weak-passphrase': 'Choose another passphrase: this one is too easy to guess.',
  'account.link-over': 'This link has been used or is too old. Ask for a new one.',
  'account.last-of-role':
    'An agency has nobody else in one of your roles. Have somebody else given it first. The page says which.',
  'certificate.erased': 'This certificate was issued here. Its holder has since had their record erased.',
  'account.same-address': 'Enter the address of your other account: this one you are signed in with.',
  'account.jobs-overlap':
    'Both accounts have a job in one agency on the same days. Ask its training lead to end or remove one of them, then join the accounts.',
  'account.merge-over': 'This cannot be undone any more: it was undone already, or 30 days have passed.',
  'membership.overlaps':
    'This person already works here on some of these days. Look for them in the list of people.',
  'membership.has-evidence':
    'Learning is recorded for this job, so it cannot be removed. Enter the last day of work instead.',
  'membership.wrong-day': 'Check the days: one of them cannot be used.',
  'membership.last-lead':
    'This would leave your agency without a training lead. Give somebody else that role first.',
  'team.name-taken': 'There is a team of this name already. Choose another name.',
  'team.in-use': 'People work in this team. Move them to another team first.',
  'agency.wrong-change': 'This change to the agency cannot be made. Check what you entered.',
  'agency.code-taken': 'Another agency has this short name. Choose another.',
  'assignment.plan-changed':
    'It would reach other people now than when you looked. Look at what it does once more, then save.',
  'assignment.wrong-rule': 'The rule cannot be as you entered it. Each field says what to change.',
  'assignment.not-yours':
    'The partnership set this rule, so your agency cannot change it. Add a rule of your own to ask for more.',
  'assignment.has-begun': 'This rule has begun, so it stays on record. End it instead.',
  'assignment.is-over': 'This rule is over and stays as it was. Add another to ask for the module again.',
  'import.unreadable': 'This file could not be read. The page says what to do.',
  'import.not-ready': 'This import is not at that step. Load the page again to see where it is.',
  'import.records-changed':
    'Records have changed since the file was checked. It has been checked again: look at the result, then apply it.',
  'import.nothing-to-undo': 'This import cannot be undone. Only the last one that was applied can.',
  'learning.not-open': 'This attempt is closed. Start the module again to make a new one.',
  'learning.already-answered': 'You have already answered this question. Your first answer was kept.',
  'learning.wrong-question': 'This question is not one of those still to answer. Go on to the next one.',
  'learning.wrong-choice': 'This choice cannot be made from here. Go back to where you were in the scenario.',
  'learning.incomplete': 'There is something left to do before you can finish.',
  'learning.already-complete': 'You have already finished this. Your completion is on your record.',
  'learning.withdrawn': 'This module has been withdrawn. What you completed stays on your record.',
  'cpd.minutes-raised': 'Enter the same number of minutes or fewer. You can lower them, but not raise them.',
  'cpd.in-future': 'Enter a day that has already come.',
  'cpd.platform-entry': 'This entry comes from a module you finished here, so its facts cannot be changed.',
  'export.bad-range': 'Enter a first day that is not after the last day.',
  'return.figures-changed':
    'The figures have changed since you looked at them. They are shown anew: check them, then sign again.',
  'export.too-long':
    'This is too long for an Excel workbook. Choose fewer days, a filter, or CSV, which takes any length.',
  'export.busy': 'Several exports are being sent at the moment. Try again in a minute.',
  'export.not-ready': 'This file is not there to download. The list says where it stands.',
  'stale.version': 'Someone changed this while you had it open. Load the page again to see what it says now.',
  'service.unavailable': 'The service is not available at the moment. We will try again.',
  'service.fault': 'Something went wrong on our side. Try again in a few minutes.',
};
