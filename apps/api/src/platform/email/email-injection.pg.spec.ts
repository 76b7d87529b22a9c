import { Database } from '../database/database.js';
import { OWNERS } from '../database/testing/two-owners.js';
import { EmailMessageRepository } from './email-message.repository.js';
import { type MailCatcher, startMailCatcher } from './testing/mail-catcher.js';
import { LEAD, type MailProcess, NUDGE, startMailProcess } from './testing/mail-process.js';

// Header injection and SMTP smuggling, against a real server.

const [OWN] = OWNERS;

let started: MailProcess | undefined;
let catcher: MailCatcher | undefined;
afterEach(async () => {
  await started?.close();
  await catcher?.close();
  started = catcher = undefined;
});

async function startWithCatcher() {
  catcher = await startMailCatcher();
  started = await startMailProcess(catcher.url);
  return { ...started, catcher };
}

describe('somebody who writes a header into a field', () => {
  const HOSTILE = [
    'ama@demo.example\r\nBcc: everyone@demo.example',
    'ama@demo.example\nBcc: everyone@demo.example',
    'ama@demo.example, everyone@demo.example',
    'ama@demo.example>\r\nRCPT TO:<everyone@demo.example',
    'Ama <ama@demo.example>',
  ];

  it.each(HOSTILE)('is refused as recipient %j, by us and by the database', async (to) => {
    const { add } = await startWithCatcher();
    await expect(add({ ...NUDGE, to })).rejects.toThrow(RangeError);
    const { context } = started!;
    await expect(
      context
        .get(Database)
        .write(LEAD, (tx) =>
          context
            .get(EmailMessageRepository)
            .insert(LEAD, tx, { ...NUDGE, to, id: OWN.completionId, secret: false, createdAt: new Date() }),
        ),
    ).rejects.toMatchObject({ driverError: { constraint: 'ck_email_message_recipient' } });
  });

  it.each([
    'Training\r\nBcc: everyone@demo.example',
    'Training\nX: y',
    'Training\u0000',
    'Training\u001b[2J',
  ])('is refused as subject %j, by us and by the database', async (subject) => {
    const { add } = await startWithCatcher();
    await expect(add({ ...NUDGE, subject })).rejects.toThrow(RangeError);
    const inserted = started!.testDatabase.superuser.query(
      `insert into email_message (agency_id, id, kind, membership_id, recipient, subject, text, html, created_at)
         values ($1, $2, 'nudge', $3, 'a@b.example', $4, '', '', now())`,
      [OWN.agencyId, OWN.completionId, OWN.membershipId, subject],
    );
    await expect(inserted).rejects.toMatchObject({
      // PostgreSQL keeps no NUL in a text at all.
      code: subject.includes('\u0000') ? '22021' : '23514',
    });
  });

  it('reaches nobody else even when the row was written past every check', async () => {
    const { add, runDue, catcher } = await startWithCatcher();
    await add();
    await started!.testDatabase.superuser.query(`
      alter table email_message drop constraint ck_email_message_subject, drop constraint ck_email_message_recipient;
      update email_message set subject = E'Training\\r\\nBcc: everyone@demo.example\\r\\n\\r\\nAnother body',
        recipient = E'ama@demo.example>\\r\\nRCPT TO:<everyone@demo.example'`);
    await runDue();
    const { rows } = await started!.testDatabase.superuser.query('select attempts from email_message');
    expect(rows).toEqual([{ attempts: 1 }]);
    for (const { recipients, source } of catcher.caught) {
      expect(recipients).not.toContain('everyone@demo.example');
      expect(source).not.toMatch(/^Bcc:/m);
      expect(source.split('\r\n\r\n')[0]).not.toMatch(/^Another body/m);
    }
  });

  it('cannot end the message with a lone dot, nor begin another', async () => {
    const { add, runDue, catcher } = await startWithCatcher();
    await add({
      ...NUDGE,
      text: 'Hello\r\n.\r\nMAIL FROM:<x@demo.example>\r\nRCPT TO:<everyone@demo.example>\r\nDATA\r\n.\r\n',
    });
    await runDue();
    expect(catcher.caught.map(({ recipients }) => recipients)).toEqual([['ama@demo.example']]);
  });
});
