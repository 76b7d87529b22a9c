import { httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service } from '@angular/core';
import type { Verification } from '@learning-reviews/contracts/certificate.contract';

/** Checking a certificate without signing in. Call it in an injection context. */
@Service()
export class VerificationApi {
  /** What the certificate with this number proves. A number that is not there gives status code 404. */
  verify(number: () => string): HttpResourceRef<Verification | undefined> {
    return httpResource<Verification>(() => `/api/certificate/${encodeURIComponent(number())}/verification`);
  }
}
