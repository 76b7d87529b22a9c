import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A published month as it is answered: made once from the cells, already protected, so that reading four
 * hundred agencies by 150 modules costs no work per cell. And the way to one figure through all months.
 */
export class CreateBoardMonth1795305625000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table board_month (
        month        date  not null,
        published_on date  not null,
        body         bytea not null,
        constraint pk_board_month primary key (month),
        constraint uq_board_month_published_on unique (published_on),
        constraint ck_board_month_month check (extract(day from month) = 1),
        constraint ck_board_month_published_on check (
          published_on >= month and published_on < month + interval '1 month')
      );
      comment on table board_month is 'One published month, made of its board_cell rows and of nothing else.';
      comment on column board_month.month is 'First day of the month.';
      comment on column board_month.body is 'The answer of GET /api/partnership: JSON, gzip.';

      -- It is compressed already.
      alter table board_month alter column body set storage external;

      create index ix_board_cell_dimension on board_cell (dimension, published_on) include (n, d);

      grant select, insert on board_month to lr_job;
      grant select on board_month to lr_board;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index ix_board_cell_dimension; drop table board_month');
  }
}
