const names = (list: string) => list.split(',').map((name) => name.replace(/\s+/g, ' ').trim());

/** Headings that mean a column, beside the one in the template: by column key, as `headerKey` gives them. */
export const HEADER_SYNONYMS = {
  staffRef: names(`staff no, staff id, staff ref, staff reference, staff number, employee number, employee no,
    employee id, employee ref, emp no, emp id, personnel number, personnel no, payroll number,
    payroll no, payroll ref, assignment number, esr number, collar number, shoulder number, person
    id, person number, id number, staffref`),
  givenName:
    names(`first name, forename, forenames, fore name, fore names, first names, given names, firstname, known as, preferred name,
    christian name, givenname`),
  familyName: names('surname, sur name, last name, lastname, second name, family names, familyname'),
  email: names(`email, e mail, email address, e mail address, work email address, work e mail, business email,
    mail, nhs mail, contact email`),
  jobRole: names('role, job title, job, position, post, post title, position title, jobrole, occupation'),
  team: names('team name, department, dept, service, unit, section, ward, org unit, directorate'),
  managerStaffRef:
    names(`manager, line manager, manager staff number, manager number, manager id, manager staff id,
    manager employee number, managers employee number, line manager staff number, line managers
    staff number, line manager number, line manager id, line manager employee number, supervisor,
    supervisor number, supervisor id, reports to`),
  startsOn:
    names(`start, starts on, starts, started, started on, from, joined, joined on, date joined, joining
    date, date started, date of joining, hire date, employment start date, contract start date,
    first day`),
  endsOn: names(`end, ends on, ends, ended, to, until, leaving date, date left, left, left on, leaver date,
    termination date, employment end date, contract end date, last day`),
  module: names('module title, module name, course, course title, course name, training, learning, title'),
  completedOn:
    names(`completed, completion date, date completed, date of completion, finished on, date finished,
    attended on, date attended, date`),
  minutes: names(
    'duration, duration in minutes, duration minutes, minutes of learning, length in minutes, mins',
  ),
  participatoryMinutes: names('minutes with others, participatory, interactive minutes, group minutes'),
  evidence: names('evidence of participation, notes, details, facilitator'),
  attestedBy: names('attested, confirmed by, verified by, signed off by, certified by, recorded by, source'),
  asOf: names('as at, day, date, on, counted on, census date, snapshot date, as of date, as at date'),
  people: names(
    'headcount, head count, staff, number of people, number of staff, people in post, heads, count',
  ),
  fte: names('f t e, wte, full time equivalent, whole time equivalent'),
  source: names('source of figures, system, from, data source, where from'),
  workforceGroup:
    names(`group, workforce group number, wf group, training group, workforce level, safeguarding group,
    workforcegroup`),
} as const satisfies Readonly<Record<string, readonly string[]>>;
