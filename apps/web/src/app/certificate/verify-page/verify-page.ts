import { Component, inject, signal, ViewEncapsulation } from '@angular/core';
import { Router } from '@angular/router';
import {
  formatCertificateNumber,
  readCertificateNumber,
} from '@learning-reviews/domain/certificate/certificate-number';
import { Button } from '@learning-reviews/ui/button';
import { ErrorSummary } from '@learning-reviews/ui/error-summary';
import { type FieldError, Form } from '@learning-reviews/ui/form';
import { TextInput } from '@learning-reviews/ui/text-input';

/** Asks for a certificate's number. */
@Component({
  selector: 'lr-verify-page',
  imports: [Button, ErrorSummary, Form, TextInput],
  encapsulation: ViewEncapsulation.None,
  templateUrl: './verify-page.html',
})
export class VerifyPage {
  private readonly router = inject(Router);

  protected readonly number = signal('');
  protected readonly errors = signal<readonly FieldError[]>([]);

  protected verify(): void {
    const typed = this.number().trim();
    const number = readCertificateNumber(typed);
    if (number === null) {
      const message =
        typed === ''
          ? 'Enter the certificate number'
          : 'Enter all 20 letters and digits, as they are printed on the certificate';
      this.errors.set([{ field: 'number', message }]);
      return;
    }
    void this.router.navigate(['/verify', formatCertificateNumber(number)]);
  }
}
