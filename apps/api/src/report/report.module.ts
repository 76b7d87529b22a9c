import { Module } from '@nestjs/common';
import { AgencyController } from './agency.controller.js';
import { AgencyNowRepository } from './agency-now.repository.js';
import { AgencyNowService } from './agency-now.service.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';

@Module({
  controllers: [AgencyController],
  providers: [AgencyNowService, AgencyNowRepository, PeopleService, PeopleRepository],
})
export class ReportModule {}
