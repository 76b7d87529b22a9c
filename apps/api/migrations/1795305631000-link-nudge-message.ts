import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A nudge is part of an email that was written with it: neither is kept without the other. */
export class LinkNudgeMessage1795305631000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table nudge add constraint fk_nudge_message
        foreign key (agency_id, message_id) references email_message (agency_id, id)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table nudge drop constraint fk_nudge_message');
  }
}
