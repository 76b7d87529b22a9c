import { Component, input, signal, ViewEncapsulation } from '@angular/core';
import type { ExportKind } from '@learning-reviews/contracts/agency-export.contract';
import { dayInWords, momentInWords } from '@learning-reviews/ui/day';
import { Details } from '@learning-reviews/ui/details';
import { FormGroup } from '@learning-reviews/ui/form-group';
import { EXPORT_WORDS, sha256Of } from '../export-words.js';

/** What was sent, and the fingerprint it had. */
export interface Proof {
  readonly kind: ExportKind;
  readonly from: string;
  readonly to: string;
  readonly at: string;
  readonly by: string;
  readonly sha256: string;
}

/**
 * Compares a file that somebody kept with what was sent, and says how to do the same without this site. The file
 * is read by the browser and goes nowhere.
 */
@Component({
  selector: 'lr-file-check',
  imports: [Details, FormGroup],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './file-check.html',
})
export class FileCheck {
  readonly proofs = input.required<readonly Proof[]>();

  protected readonly answer = signal('');
  protected readonly found = signal('');

  /** Says whether the chosen file is one of those that were sent. */
  protected async check(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file === undefined) return;
    this.answer.set('Reading the file…');
    this.found.set('');
    const sha256 = await sha256Of(await file.arrayBuffer());
    if (sha256 === null) {
      this.answer.set('Your browser does this only over https. Use one of the ways below.');
      return;
    }
    const proof = this.proofs().find((one) => one.sha256 === sha256);
    this.found.set(sha256);
    this.answer.set(
      proof === undefined
        ? `${file.name} is not one of the latest 50 files that were sent. It was changed after it was downloaded, or it is an older one.`
        : `${file.name} is unchanged. It is “${EXPORT_WORDS[proof.kind].name}” for ${dayInWords(proof.from)} to ` +
            `${dayInWords(proof.to)}, sent to ${proof.by} on ${momentInWords(proof.at)}.`,
    );
  }
}
