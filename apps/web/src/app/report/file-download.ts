import { DOCUMENT } from '@angular/common';
import { inject, Service } from '@angular/core';

/** Gives a person what a page shows as a file of their own. Nothing is asked of the server. */
@Service()
export class FileDownload {
  private readonly document = inject(DOCUMENT);

  /** Offers `text` as a CSV file called `name`. */
  saveCsv(name: string, text: string): void {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
    const link = this.document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    // The browser has begun to read by the next turn; kept any longer the file would stay in memory.
    setTimeout(() => URL.revokeObjectURL(address));
  }
}
