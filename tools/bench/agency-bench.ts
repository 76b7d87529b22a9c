import type { BenchDatabase } from './bench-database.ts';
import { finding, told, type Finding } from './finding.ts';
import { startInProcess, type InProcess } from './in-process-client.ts';
import { median } from './load.ts';

const ROUNDS = 9;
const CALLS = 21;

/**
 * The service behind `/api/agency` for the largest agency, beside one indexed select in the same kind of scoped
 * transaction, and beside itself on a hundredth of the data. All of it in turns, one caller.
 */
export async function benchAgency(full: BenchDatabase, small: BenchDatabase): Promise<Finding[]> {
  const large = await startInProcess(full.addresses);
  const little = await startInProcess(small.addresses);
  try {
    const service: number[] = [];
    const select: number[] = [];
    const smallService: number[] = [];
    // One round of each that does not count: code is compiled, pages are read, and the day is counted if need be.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const [ours, theirs, before] = [
        await agency(large, full),
        await large.run({ kind: 'select', calls: CALLS, scope: full.lead, moduleId: full.leadsModule }),
        await agency(little, small),
      ];
      if (round === 0) continue;
      service.push(median(ours));
      select.push(median(theirs));
      smallService.push(median(before));
    }
    const [ours, theirs, before] = [median(service), median(select), median(smallService)];
    return [
      told('Service behind /api/agency, largest agency', `${ours.toFixed(2)} ms`),
      told('One indexed select in the same kind of transaction', `${theirs.toFixed(2)} ms`),
      finding('Service ÷ select', ours / theirs, { atMost: 2 }),
      finding(`Service at ${full.plan.standings} standings ÷ at ${small.plan.standings}`, ours / before, {
        atMost: 1.5,
      }),
    ];
  } finally {
    await Promise.all([large.stop(), little.stop()]);
  }
}

function agency(services: InProcess, database: BenchDatabase): Promise<readonly number[]> {
  return services.run({ kind: 'agency', calls: CALLS, scope: database.lead });
}
