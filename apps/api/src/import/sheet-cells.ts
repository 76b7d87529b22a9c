import { shownNumber, type CellFormat } from './cell-format.js';
import { TableRows } from './import-table.js';
import { LIMITS } from './unreadable-file.js';
import type { XmlEvents } from './workbook-part.js';

/** What the cells of every sheet of a workbook refer to. */
export interface WorkbookValues {
  readonly texts: readonly string[];
  /** By style number. */
  readonly formats: readonly CellFormat[];
  /** Whether days are counted from 1904. */
  readonly is1904: boolean;
}

/** Longest formula that is kept, to be shown in a sentence. */
const LONGEST_FORMULA = 60;
/** Longer texts are refused; what they go on with is not kept. */
const LONGEST_TEXT = LIMITS.characters + 1;
/** Texts that come again and again, such as teams, are kept once. */
const MOST_KEPT = 20_000;

/** Collects the rows of a sheet from its XML. */
export class SheetCells implements XmlEvents {
  readonly table = new TableRows();
  /** Merged ranges such as `A1:C1`. */
  readonly merged: string[] = [];
  private readonly kept = new Map<string, string>();
  private line = 0;
  private cells: string[] = [];
  private column = -1;
  private type = '';
  private style = 0;
  private value = '';
  private formula: string | null = null;
  /** What the text that comes belongs to; `null` when to nothing that is read. */
  private inside: 'value' | 'formula' | null = null;
  private isPhonetic = false;

  constructor(private readonly values: WorkbookValues) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row':
        this.line = Number(attributes['r']) || this.line + 1;
        this.cells = [];
        this.column = -1;
        break;
      case 'c':
        this.column = columnOf(attributes['r']) ?? this.column + 1;
        this.type = attributes['t'] ?? 'n';
        this.style = Number(attributes['s'] ?? 0);
        this.value = '';
        this.formula = null;
        break;
      case 'v':
      case 't':
        if (!this.isPhonetic) this.inside = 'value';
        break;
      case 'f':
        this.formula = '';
        this.inside = 'formula';
        break;
      case 'rPh':
        this.isPhonetic = true;
        break;
      case 'mergeCell':
        if (attributes['ref'] !== undefined && this.merged.length < LIMITS.rows)
          this.merged.push(attributes['ref']);
        break;
    }
  }

  text(text: string): void {
    if (this.inside === 'value' && this.value.length < LONGEST_TEXT) this.value += text;
    if (this.inside === 'formula' && this.formula !== null && this.formula.length < LONGEST_FORMULA) {
      this.formula += text;
    }
  }

  close(name: string): void {
    if (name === 'v' || name === 't' || name === 'f') this.inside = null;
    else if (name === 'rPh') this.isPhonetic = false;
    else if (name === 'c') this.endCell();
    else if (name === 'row') this.table.add(this.line, this.cells);
  }

  private endCell(): void {
    const shown = this.shown();
    if (shown.trim() === '') return;
    // An empty cell beyond the limit is only a format; a full one is refused with its row.
    this.cells[Math.min(this.column, LIMITS.columns)] = this.once(shown);
    if (this.cells.length > this.column + 1) return;
    for (let at = 0; at < this.cells.length; at += 1) this.cells[at] ??= '';
  }

  private shown(): string {
    // A formula stands for itself, whatever it came to when the workbook was saved: the rules say what to do.
    if (this.formula !== null) return `=${this.formula.slice(0, LONGEST_FORMULA)}`;
    switch (this.type) {
      case 's':
        return this.values.texts[Number(this.value)] ?? '';
      case 'b':
        return this.value === '1' ? 'TRUE' : 'FALSE';
      case 'd':
        return this.value.replace(/T.*$/, '');
      case 'n':
        return shownNumber(this.value, this.values.formats[this.style] ?? 'number', this.values.is1904);
      default:
        return unescaped(this.value);
    }
  }

  /** The text, flat and by itself: a slice would keep the piece of XML alive that it was cut from. */
  private once(text: string): string {
    const known = this.kept.get(text);
    if (known !== undefined) return known;
    const own = ownCopy(text);
    if (this.kept.size < MOST_KEPT) this.kept.set(own, own);
    return own;
  }
}

/** Collects the texts that the cells of all sheets share. */
export class SharedTexts implements XmlEvents {
  readonly texts: string[] = [];
  private value = '';
  private isText = false;
  private isPhonetic = false;

  open(name: string): void {
    if (name === 'si') this.value = '';
    else if (name === 't') this.isText = !this.isPhonetic;
    else if (name === 'rPh') this.isPhonetic = true;
  }

  text(text: string): void {
    if (this.isText && this.value.length < LONGEST_TEXT) this.value += text;
  }

  close(name: string): void {
    if (name === 't') this.isText = false;
    else if (name === 'rPh') this.isPhonetic = false;
    else if (name === 'si') this.texts.push(ownCopy(unescaped(this.value)));
  }
}

function ownCopy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

/** Letters that XML cannot hold are written `_x000D_`. (ECMA-376, 22.9.2.19) */
function unescaped(text: string): string {
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Position of a cell such as `C7` in its row, from 0. */
export function columnOf(reference: string | undefined): number | null {
  const letters = /^\$?([A-Z]{1,3})\$?\d+$/.exec(reference ?? '')?.[1];
  if (letters === undefined) return null;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Row of a cell such as `C7`. */
export function lineOf(reference: string): number {
  return Number(/\d+$/.exec(reference)?.[0] ?? 0);
}
