import { Directive, input } from '@angular/core';

/**
 * A native table with the house's look: `<table lrTable><caption>…</caption>…`. It always has a caption;
 * cells that hold numbers have the class `lr-number`.
 */
@Directive({
  selector: 'table[lrTable]',
  host: { class: 'lr-table', '[class.lr-table--stacked]': 'stacked()' },
})
export class Table {
  /** On a phone each row becomes a block; each cell then needs `data-label` with its column's name. */
  readonly stacked = input(false);
}
