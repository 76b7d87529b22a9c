import { inject, Service } from '@angular/core';
import { csvFile } from '@learning-reviews/domain/export/csv-cell';
import type { Figures } from '@learning-reviews/ui/figures';
import { FileDownload } from './file-download.js';

/** What a file says of its figures beside each row, such as whose they are and of when: heading and value. */
export type FiguresAbout = readonly (readonly [heading: string, value: string])[];

/** Whose figures are shown, and of when: the instant. */
export interface FiguresOf {
  readonly agency: string;
  readonly asAt: string;
}

/** Gives what a chart shows as a CSV file in which no cell is a formula. Nothing is asked of the server. */
@Service()
export class FiguresFile {
  private readonly download = inject(FileDownload);

  /** Offers the figures as a file named after them and the day, `YYYY-MM-DD`. */
  save({ name, columns, rows }: Figures, about: FiguresAbout, on: string): void {
    const headings = [...about.map(([heading]) => heading), ...columns];
    const values = about.map(([, value]) => value);
    this.download.saveCsv(
      `${name}-${on}.csv`,
      csvFile(
        headings,
        rows.map((row) => [...values, ...row]),
      ),
    );
  }

  /** The same of an agency's figures: each row says whose it is and of when. */
  saveOf({ agency, asAt }: FiguresOf, figures: Figures): void {
    const about: FiguresAbout = [
      ['Agency', agency],
      ['As at', asAt],
    ];
    this.save(figures, about, asAt.slice(0, 10));
  }
}
