import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service } from '@angular/core';
import type { Certificate } from '@learning-reviews/contracts/certificate.contract';

/** A person's own certificates. Call `certificate` in an injection context. */
@Service()
export class CertificateApi {
  /** What the person proved. A number that is not theirs gives status code 404. */
  certificate(number: () => string): HttpResourceRef<Certificate | undefined> {
    return httpResource<Certificate>(() => `/api/certificate/${encodeURIComponent(number())}`);
  }

  /** Where the same is to be had as a PDF. */
  pdfAddress(number: string): string {
    return `/api/certificate/${encodeURIComponent(number)}/pdf`;
  }
}
