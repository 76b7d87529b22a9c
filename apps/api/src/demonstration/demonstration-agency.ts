import type { AgencyKind } from '@learning-reviews/domain/agency/agency-kind';

/** A rule of an invented agency: who must do which module. */
export interface DemonstrationRule {
  readonly module: string;
  /** Codes of job roles; empty for everyone. */
  readonly jobRoles: readonly string[];
  /** Days before today on which the rule began. */
  readonly sinceDays: number;
  readonly dueWithinDays: number;
  readonly refreshMonths: number;
  /** Whether it is the agency's copy of `PARTNERSHIP_RULE`. */
  readonly isPartnerships?: boolean;
}

/** A team of an invented agency: its size and who works in it. */
export interface DemonstrationTeam {
  readonly name: string;
  readonly people: number;
  /** Codes of job roles; one named twice is twice as common. A team of ten or more has a team manager besides. */
  readonly jobRoles: readonly string[];
}

/** An invented agency. `id` begins at 2, because agency 1 is the partnership itself. */
export interface DemonstrationAgency {
  readonly id: number;
  readonly code: string;
  readonly kind: AgencyKind;
  readonly name: string;
  /** How many of its people finish what is asked of them in time, 0 to 1. */
  readonly diligence: number;
  readonly teams: readonly DemonstrationTeam[];
  readonly rules: readonly DemonstrationRule[];
}

/** The community trust: three of the accounts work there. */
export const COMMUNITY_TRUST = 5;
/** The constabulary. */
export const CONSTABULARY = 3;
/** The first job of `two-jobs@`. */
export const GP_FEDERATION = 6;
/** The second job of `two-jobs@`. */
export const CHARITY = 10;

const everyone = (module: string, sinceDays: number, refreshMonths = 24): DemonstrationRule => ({
  module,
  jobRoles: [],
  sinceDays,
  dueWithinDays: 90,
  refreshMonths,
});
const only = (
  module: string,
  jobRoles: readonly string[],
  sinceDays: number,
  refreshMonths = 24,
): DemonstrationRule => ({
  module,
  jobRoles,
  sinceDays,
  dueWithinDays: 90,
  refreshMonths,
});

/** What the invented partnership asks of everybody in its large public bodies; the other agencies set it themselves. */
export const PARTNERSHIP_RULE = {
  ...everyone('themes-2008-2014', 730),
  agencyKinds: ['local-authority', 'acute-trust', 'community-trust'],
  isPartnerships: true,
} as const satisfies DemonstrationRule & { readonly agencyKinds: readonly AgencyKind[] };

/** One invented agency of each type, about 1,500 people in all. The names belong to nobody. */
export const DEMONSTRATION_AGENCIES: readonly DemonstrationAgency[] = [
  {
    id: 2,
    code: 'northmoor-council',
    kind: 'local-authority',
    name: 'Northmoor Council Children’s Services (demo)',
    diligence: 0.74,
    teams: [
      {
        name: 'Assessment',
        people: 92,
        jobRoles: ['social-worker', 'social-worker', 'family-support-worker'],
      },
      { name: 'Safeguarding and court', people: 88, jobRoles: ['social-worker'] },
      {
        name: 'Early help',
        people: 104,
        jobRoles: ['family-support-worker', 'family-support-worker', 'youth-worker'],
      },
      {
        name: 'Children in care',
        people: 76,
        jobRoles: ['social-worker', 'residential-worker', 'foster-carer'],
      },
      { name: 'Exploitation', people: 24, jobRoles: ['specialist-cse-worker', 'social-worker'] },
      {
        name: 'Reviewing service',
        people: 18,
        jobRoles: ['independent-reviewing-officer', 'child-protection-chair'],
      },
      { name: 'Business support', people: 26, jobRoles: ['receptionist-or-administrator'] },
    ],
    rules: [
      PARTNERSHIP_RULE,
      only(
        'kern-young-person',
        ['social-worker', 'specialist-cse-worker', 'residential-worker', 'foster-carer', 'team-manager'],
        520,
      ),
      only('kern-parents-carers', ['social-worker', 'family-support-worker', 'youth-worker'], 400),
      only(
        'kern-professionals',
        [
          'team-manager',
          'specialist-cse-worker',
          'independent-reviewing-officer',
          'child-protection-chair',
          'residential-worker',
        ],
        300,
      ),
      everyone('new-and-emerging-communities', 240),
    ],
  },
  {
    id: CONSTABULARY,
    code: 'moorland-constabulary',
    kind: 'police',
    name: 'Moorland Constabulary (demo)',
    diligence: 0.63,
    teams: [
      {
        name: 'Response, north',
        people: 96,
        jobRoles: ['response-officer', 'response-officer', 'police-community-support-officer'],
      },
      {
        name: 'Response, south',
        people: 90,
        jobRoles: ['response-officer', 'response-officer', 'police-community-support-officer'],
      },
      {
        name: 'Child abuse and exploitation',
        people: 48,
        jobRoles: ['child-abuse-exploitation-investigator'],
      },
      { name: 'Witness care', people: 34, jobRoles: ['witness-care-officer'] },
      {
        name: 'Major crime',
        people: 22,
        jobRoles: ['senior-investigating-officer', 'child-abuse-exploitation-investigator'],
      },
      {
        name: 'Learning and development',
        people: 20,
        jobRoles: ['strategic-lead', 'receptionist-or-administrator'],
      },
    ],
    rules: [
      everyone('themes-2008-2014', 730, 12),
      only(
        'kern-young-person',
        ['child-abuse-exploitation-investigator', 'witness-care-officer', 'senior-investigating-officer'],
        540,
      ),
      only('kern-professionals', ['child-abuse-exploitation-investigator', 'team-manager'], 330),
    ],
  },
  {
    id: 4,
    code: 'northmoor-hospitals',
    kind: 'acute-trust',
    name: 'Northmoor General Hospitals NHS Trust (demo)',
    diligence: 0.57,
    teams: [
      { name: 'Emergency department', people: 110, jobRoles: ['emergency-department-clinician'] },
      { name: 'Paediatrics', people: 84, jobRoles: ['paediatrician', 'emergency-department-clinician'] },
      { name: 'Maternity', people: 96, jobRoles: ['midwife'] },
      { name: 'Safeguarding', people: 12, jobRoles: ['named-nurse', 'named-doctor', 'named-midwife'] },
      { name: 'Front of house', people: 18, jobRoles: ['receptionist-or-administrator'] },
    ],
    rules: [
      PARTNERSHIP_RULE,
      only(
        'new-and-emerging-communities',
        ['midwife', 'emergency-department-clinician', 'paediatrician'],
        420,
      ),
      only(
        'kern-professionals',
        ['named-nurse', 'named-doctor', 'named-midwife', 'team-manager', 'paediatrician'],
        300,
      ),
    ],
  },
  {
    id: COMMUNITY_TRUST,
    code: 'riverside-community-health',
    kind: 'community-trust',
    name: 'Riverside Community Health NHS Trust (demo)',
    diligence: 0.78,
    teams: [
      { name: 'School nursing, north', people: 34, jobRoles: ['school-nurse'] },
      { name: 'School nursing, south', people: 32, jobRoles: ['school-nurse'] },
      { name: 'Health visiting', people: 78, jobRoles: ['health-visitor'] },
      { name: 'CAMHS', people: 42, jobRoles: ['camhs-clinician', 'therapist'] },
      { name: 'Safeguarding', people: 8, jobRoles: ['named-nurse', 'designated-nurse'] },
      { name: 'Clinic reception', people: 16, jobRoles: ['receptionist-or-administrator'] },
    ],
    rules: [
      PARTNERSHIP_RULE,
      only('kern-young-person', ['school-nurse', 'camhs-clinician', 'therapist', 'team-manager'], 70),
      only(
        'new-and-emerging-communities',
        ['school-nurse', 'health-visitor', 'receptionist-or-administrator'],
        380,
      ),
      only('kern-professionals', ['named-nurse', 'designated-nurse', 'team-manager', 'health-visitor'], 260),
    ],
  },
  {
    id: GP_FEDERATION,
    code: 'fellside-gp-federation',
    kind: 'gp-federation',
    name: 'Fellside GP Federation (demo)',
    diligence: 0.66,
    teams: [
      {
        name: 'Fell Road practice',
        people: 28,
        jobRoles: ['gp', 'practice-nurse', 'receptionist-or-administrator'],
      },
      {
        name: 'Quayside practice',
        people: 36,
        jobRoles: ['gp', 'practice-nurse', 'receptionist-or-administrator'],
      },
    ],
    rules: [
      everyone('themes-2008-2014', 640),
      only('kern-young-person', ['practice-nurse', 'gp'], 70),
      everyone('new-and-emerging-communities', 300),
    ],
  },
  {
    id: 7,
    code: 'ashdown-academy-trust',
    kind: 'academy-trust',
    name: 'Ashdown Academy Trust (demo)',
    diligence: 0.84,
    teams: [
      { name: 'Ashdown High', people: 72, jobRoles: ['teacher', 'teacher', 'teaching-assistant'] },
      {
        name: 'Birch Lane Primary',
        people: 38,
        jobRoles: ['teacher', 'teaching-assistant', 'teaching-assistant'],
      },
      {
        name: 'Pastoral and safeguarding',
        people: 20,
        jobRoles: ['designated-safeguarding-lead', 'deputy-designated-safeguarding-lead', 'youth-worker'],
      },
    ],
    rules: [
      everyone('themes-2008-2014', 720, 12),
      only(
        'kern-parents-carers',
        ['designated-safeguarding-lead', 'deputy-designated-safeguarding-lead', 'teacher'],
        350,
      ),
      only(
        'kern-young-person',
        [
          'designated-safeguarding-lead',
          'deputy-designated-safeguarding-lead',
          'youth-worker',
          'teaching-assistant',
        ],
        350,
      ),
      everyone('new-and-emerging-communities', 200),
    ],
  },
  {
    id: 8,
    code: 'larkfield-primary',
    kind: 'school',
    name: 'Larkfield Primary School (demo)',
    diligence: 0.9,
    teams: [
      {
        name: 'All staff',
        people: 9,
        jobRoles: ['teacher', 'teaching-assistant', 'designated-safeguarding-lead'],
      },
    ],
    rules: [everyone('themes-2008-2014', 700, 12), everyone('new-and-emerging-communities', 280)],
  },
  {
    id: 9,
    code: 'northmoor-probation',
    kind: 'probation',
    name: 'Northmoor Probation Unit (demo)',
    diligence: 0.6,
    teams: [
      {
        name: 'Unit',
        people: 38,
        jobRoles: ['probation-officer', 'probation-officer', 'receptionist-or-administrator'],
      },
    ],
    rules: [everyone('themes-2008-2014', 600), only('kern-young-person', ['probation-officer'], 300)],
  },
  {
    id: CHARITY,
    code: 'lantern-family-support',
    kind: 'charity',
    name: 'Lantern Family Support (demo)',
    diligence: 0.75,
    teams: [{ name: 'All staff', people: 4, jobRoles: ['specialist-cse-worker', 'family-support-worker'] }],
    rules: [everyone('themes-2008-2014', 500), everyone('kern-young-person', 55)],
  },
];
