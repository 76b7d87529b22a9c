import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The partnership's figures. Of no tenant and no person, so without row-level security: who may read
 * what is a matter of grants. `lr_board` reads `board_cell` and nothing else that counts people.
 */
export class CreateBoard1795305611000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table board_base (
        month     date not null,
        dimension text not null,
        n         int  not null,
        d         int  not null,
        constraint pk_board_base primary key (month, dimension),
        constraint ck_board_base_month check (extract(day from month) = 1),
        constraint ck_board_base_dimension check (length(dimension) between 1 and 200),
        constraint ck_board_base_counts check (n between 0 and d)
      );
      comment on table board_base is 'True values of what was published; the next month''s rule compares with them. Unreadable by lr_board.';
      comment on column board_base.month is 'First day of the month.';

      create table board_cell (
        published_on date    not null,
        dimension    text    not null,
        n            int,
        d            int,
        protected    boolean not null,
        constraint pk_board_cell primary key (published_on, dimension),
        constraint ck_board_cell_dimension check (length(dimension) between 1 and 200),
        constraint ck_board_cell_counts check (n between 0 and d),
        constraint ck_board_cell_protected check (
          case when protected then n is null and d is null else n is not null and d is not null end)
      );
      comment on table board_cell is 'The only numbers partnership screens can read, protected before they are stored.';
      comment on column board_cell.dimension is 'What is counted, such as agency:12/module:3; written by report alone.';
      comment on column board_cell.n is 'Done; null when protected.';
      comment on column board_cell.d is 'Required; null when protected.';

      grant select, insert on board_base, board_cell to lr_job;
      grant select on board_cell to lr_board;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table board_cell, board_base');
  }
}
