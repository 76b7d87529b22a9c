import { alikeRequest } from '@learning-reviews/contracts/membership.contract';
import { type AddedAdministrator, AdministratorService } from './administrator.service.js';
import { type OperatorCommand, WrongCall } from './operator-command.js';
import { inAgency, PARTNERSHIP } from './operator-scope.js';

const OPTION: Readonly<Record<string, string>> = {
  workEmail: '--email',
  givenName: '--given-name',
  familyName: '--family-name',
};

interface Options {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly jobRole: string;
}

/** `administrator add` */
export const ADMINISTRATOR_ADD: OperatorCommand = {
  name: ['administrator', 'add'],
  summary: 'make somebody administrator, the first one too',
  description:
    'Makes somebody a member of the partnership and administrator of the site from today on, and prints ' +
    'a link by which they set their passphrase, once, within 14 days. Hand it over so that nobody else ' +
    'reads it: whoever opens it first has the account. Somebody who has a passphrase keeps it and gets none.',
  examples: ['--email amina.begum@partnership.example --given-name Amina --family-name Begum'],
  declare: (command) =>
    void command
      .requiredOption('--email <address>', 'address to sign in with')
      .requiredOption('--given-name <name>', 'first name')
      .requiredOption('--family-name <name>', 'last name')
      .option(
        '--job-role <code>',
        'job role in the partnership, which decides the training it requires',
        'receptionist-or-administrator',
      ),
  async run(place, given) {
    const options = given as unknown as Options;
    const asked = alikeRequest.safeParse({
      workEmail: options.email,
      givenName: options.givenName,
      familyName: options.familyName,
    });
    if (!asked.success) {
      const sentences = asked.error.issues.map(
        ({ path, message }) => `${OPTION[path.join('.')] ?? path.join('.')}: ${message}`,
      );
      throw new WrongCall(sentences.join('\n'));
    }
    const { workEmail, givenName, familyName } = asked.data;
    const email = workEmail.toLowerCase();
    const added = await place
      .get(AdministratorService)
      .add(inAgency(PARTNERSHIP), { email, givenName, familyName, jobRole: options.jobRole });
    return { document: documentOf(email, added), lines: linesOf(`${givenName} ${familyName}`, added) };
  },
};

function documentOf(email: string, { personId, membershipId, link }: AddedAdministrator) {
  const handed = link && { address: link.address, endsAt: link.endsAt.toISOString() };
  return { email, personId, membershipId, link: handed };
}

function linesOf(name: string, { link }: AddedAdministrator): string[] {
  if (link === null) return [`${name} is administrator now, and signs in with the passphrase they have.`];
  return [
    `${name} is administrator now. This link sets their passphrase, once, until ${link.endsAt.toISOString().slice(0, 10)}:`,
    link.address,
  ];
}
