import { Global, Module } from '@nestjs/common';
import { Audit } from './audit.js';
import { AuditChainRepository } from './audit-chain.repository.js';
import { AuditRetention } from './audit-retention.js';
import { AuditSealer } from './audit-sealer.js';
import { AuditTimer } from './audit-timer.js';
import { AuditVerifier } from './audit-verifier.js';

/** Who did what in an agency, chained so that a change of it shows. */
@Global()
@Module({
  providers: [Audit, AuditChainRepository, AuditRetention, AuditSealer, AuditTimer, AuditVerifier],
  exports: [Audit, AuditRetention, AuditSealer, AuditVerifier],
})
export class AuditModule {}
