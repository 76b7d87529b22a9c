import type { SuccessionPlan } from '@learning-reviews/contracts/succession.contract';

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : more}`;

function rolesInWords({ leads, lineManagers }: SuccessionPlan): string {
  const parts = [
    leads > 0 && many(leads, 'training lead', 'training leads'),
    lineManagers > 0 && many(lineManagers, 'line manager', 'line managers'),
  ];
  return parts.filter((part) => part !== false).join(' and ');
}

/** What a succession moves, leaves and asks for, one sentence each. */
export function planInWords(plan: SuccessionPlan): string[] {
  const { agency, successor } = plan;
  const moving = many(plan.moving, 'member gets', 'members get');
  const sentences = [
    `${moving} a job with ${successor.name}, with the same staff number, names, job role and team. Their jobs at ${agency.name} end the day before.`,
    plan.alreadyThere > 0 &&
      `${many(plan.alreadyThere, 'member works', 'members work')} for ${successor.name} already. They keep that job, and only the one at ${agency.name} ends.`,
    plan.joiningLater > 0 &&
      `${many(plan.joiningLater, 'of those who move begins', 'of those who move begin')} later, on the day that is recorded for them.`,
    plan.teamsAdded.length > 0 && `${successor.name} gets these teams: ${plan.teamsAdded.join(', ')}.`,
    plan.withManager > 0 &&
      `${many(plan.withManager, 'person keeps', 'people keep')} their line manager, because both of them work for ${successor.name} then.`,
    plan.leads + plan.lineManagers > 0 &&
      `Roles end: ${rolesInWords(plan)}. ${successor.name} gives the roles it needs anew.`,
    `What is required of them is what ${successor.name} requires (${many(plan.modulesRequired, 'rule', 'rules')} about modules). Completions that still count are recognised.`,
    `${successor.name} will not see what they did at ${agency.name} apart from that. The records of ${agency.name} stay with it, and so do the partnership’s figures for its time.`,
    plan.agenciesBelow > 0 &&
      `${many(plan.agenciesBelow, 'agency stands', 'agencies stand')} below ${agency.name}. Put them below another agency yourself.`,
  ];
  return sentences.filter((sentence) => sentence !== false);
}
