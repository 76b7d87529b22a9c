import { posix } from 'node:path';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { cellFormat, type CellFormat } from './cell-format.js';
import { headerPosition, isWholeHeader, tableOf, type ImportRow, type ImportTable } from './import-table.js';
import type { Pace } from './pace.js';
import { columnOf, lineOf, SharedTexts, SheetCells, type WorkbookValues } from './sheet-cells.js';
import { LIMITS, UnreadableFile } from './unreadable-file.js';
import {
  damagedWorkbook,
  Inflated,
  readPart,
  tooManyParts,
  tooMuchInflated,
  type XmlEvents,
} from './workbook-part.js';

const CHOOSE = 'Save the table as “Excel workbook (.xlsx)” or “CSV UTF-8”, and choose that file';
const ROOT_RELATIONS = '_rels/.rels';
/** Sheets named in a sentence. */
const MOST_NAMED = 5;

/** One sheet as the workbook lists it. */
interface Sheet {
  readonly name: string;
  readonly relation: string;
  readonly isHidden: boolean;
}

/**
 * Reads the table of an Excel workbook: the one visible sheet that holds something. Of several, the one whose header
 * names every column that an import cannot do without, such as the first of the template; when that is not exactly one,
 * the workbook is refused.
 *
 * @throws UnreadableFile
 */
export async function readWorkbookTable(path: string, fileName: string, pace: Pace): Promise<ImportTable> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    return await new Workbook(zip, pace).read(fileName);
  } catch (error) {
    pace.throwIfGivenUp();
    // Whatever the ZIP or the XML reader finds fault with: to whoever brought the file it is one thing.
    throw error instanceof UnreadableFile ? error : damagedWorkbook();
  } finally {
    zip?.close();
  }
}

class Workbook {
  private readonly inflated = new Inflated();
  private readonly parts = new Map<string, Entry>();

  constructor(
    private readonly zip: ZipFile,
    private readonly pace: Pace,
  ) {}

  async read(fileName: string): Promise<ImportTable> {
    await this.listParts();
    this.refuseOtherKinds(fileName);
    const root = await this.relations(ROOT_RELATIONS, '');
    const path = root.byType('officeDocument') ?? 'xl/workbook.xml';
    const { sheets, is1904 } = await this.sheets(path);
    const relations = await this.relations(
      posix.join(posix.dirname(path), '_rels', `${posix.basename(path)}.rels`),
      posix.dirname(path),
    );
    const values: WorkbookValues = {
      texts: await this.texts(relations.byType('sharedStrings')),
      formats: await this.formats(relations.byType('styles')),
      is1904,
    };
    const filled: { readonly name: string; readonly cells: SheetCells }[] = [];
    for (const { name, relation, isHidden } of sheets) {
      const part = relations.byId(relation);
      if (isHidden || part === undefined || !part.type.endsWith('/worksheet')) continue;
      const cells = new SheetCells(values);
      await this.part(part.target, cells);
      if (cells.table.rows.length > 0) filled.push({ name, cells });
    }
    const { cells } = chosenSheet(filled);
    const table = tableOf('xlsx', null, cells.table.rows);
    refuseMerged(cells, table.rows);
    return table;
  }

  /** Lists what is packed, and refuses a directory that no workbook has, before anything is unpacked. */
  private async listParts(): Promise<void> {
    if (this.zip.entryCount > LIMITS.parts) throw tooManyParts();
    let declared = 0;
    for await (const entry of this.zip.eachEntry()) {
      if (entry.isEncrypted()) {
        throw new UnreadableFile(
          'password',
          'This file is packed with a password. Unpack it, and choose the file inside',
        );
      }
      declared += entry.uncompressedSize;
      if (declared > LIMITS.inflatedBytes) throw tooMuchInflated();
      this.parts.set(entry.fileName.toLowerCase(), entry);
      await this.pace.breathe();
    }
  }

  private refuseOtherKinds(fileName: string): void {
    const names = [...this.parts.keys()];
    const wrong = (what: string) => new UnreadableFile('wrong-type', what);
    if (
      names.includes('xl/workbook.xml') ||
      (names.includes(ROOT_RELATIONS) && names.some((name) => name.endsWith('workbook.xml')))
    )
      return;
    if (names.includes('xl/workbook.bin')) throw wrong(`This is a binary Excel workbook (.xlsb). ${CHOOSE}`);
    if (names.includes('word/document.xml')) throw wrong(`This is a Word document. ${CHOOSE}`);
    if (names.includes('ppt/presentation.xml')) throw wrong(`This is a presentation. ${CHOOSE}`);
    if (names.some((name) => name.startsWith('index/') && name.endsWith('.iwa'))) {
      throw wrong(`This is a Numbers document. Choose File, Export to, Excel or CSV, and choose that file`);
    }
    if (names.includes('content.xml') && names.includes('mimetype')) {
      throw wrong(`This is an OpenDocument file (.ods). ${CHOOSE}`);
    }
    const extension = posix.extname(fileName).toLowerCase();
    if (extension === '.xlsx' || extension === '.xlsm') throw damagedWorkbook();
    throw wrong('This is a ZIP file and no workbook. Unpack it, and choose the file inside');
  }

  private async part(name: string, events: XmlEvents): Promise<void> {
    const entry = this.parts.get(name.toLowerCase());
    if (entry === undefined) throw damagedWorkbook();
    await readPart(this.zip, entry, this.inflated, this.pace, events);
  }

  /** What a part refers to, by number and by kind. */
  private async relations(name: string, folder: string): Promise<Relations> {
    const relations = new Relations(folder);
    if (this.parts.has(name.toLowerCase())) await this.part(name, relations);
    return relations;
  }

  private async sheets(
    path: string,
  ): Promise<{ readonly sheets: readonly Sheet[]; readonly is1904: boolean }> {
    const sheets: Sheet[] = [];
    let is1904 = false;
    await this.part(path, {
      open: (name, attributes) => {
        if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
        if (name !== 'sheet') return;
        sheets.push({
          name: attributes['name'] ?? '',
          relation: Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '',
          isHidden: /hidden/i.test(attributes['state'] ?? ''),
        });
      },
    });
    return { sheets, is1904 };
  }

  private async texts(target: string | undefined): Promise<readonly string[]> {
    const shared = new SharedTexts();
    if (target !== undefined) await this.part(target, shared);
    return shared.texts;
  }

  private async formats(target: string | undefined): Promise<readonly CellFormat[]> {
    const codes = new Map<number, string>();
    const formats: CellFormat[] = [];
    let isCellStyle = false;
    if (target === undefined) return formats;
    await this.part(target, {
      open: (name, attributes) => {
        if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
        else if (name === 'cellXfs') isCellStyle = true;
        else if (name === 'xf' && isCellStyle) {
          const id = Number(attributes['numFmtId'] ?? 0);
          formats.push(cellFormat(id, codes.get(id)));
        }
      },
      close: (name) => {
        if (name === 'cellXfs') isCellStyle = false;
      },
    });
    return formats;
  }
}

/** The relations of a part of the workbook. */
class Relations implements XmlEvents {
  private readonly all: { readonly id: string; readonly type: string; readonly target: string }[] = [];

  constructor(private readonly folder: string) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const { Id: id = '', Type: type = '', Target: target = '' } = attributes;
    // What lies outside of the workbook is nobody's business here.
    if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
    const inside = target.startsWith('/') ? target.slice(1) : posix.join(this.folder, target);
    this.all.push({ id, type, target: inside });
  }

  byType(type: string): string | undefined {
    return this.all.find((relation) => relation.type.endsWith(`/${type}`))?.target;
  }

  byId(id: string): { readonly type: string; readonly target: string } | undefined {
    return this.all.find((relation) => relation.id === id);
  }
}

function chosenSheet<Filled extends { readonly name: string; readonly cells: SheetCells }>(
  filled: readonly Filled[],
): Filled {
  const [first, second] = filled;
  if (first === undefined) {
    throw new UnreadableFile(
      'empty',
      'No visible sheet of the workbook holds anything. Choose one with headings and rows',
    );
  }
  if (second === undefined) return first;
  const whole = filled.filter(({ cells }) => {
    const { rows } = cells.table;
    return isWholeHeader(rows[headerPosition(rows)]!.cells);
  });
  const [only, another] = whole;
  if (only !== undefined && another === undefined) return only;
  const names = filled.slice(0, MOST_NAMED).map(({ name }) => `“${name.slice(0, 40)}”`);
  throw new UnreadableFile(
    'several-sheets',
    `Several sheets of the workbook hold something: ${names.join(', ')}${filled.length > MOST_NAMED ? ' and more' : ''}. Keep the one to bring in, and delete or hide the others`,
  );
}

/** A merged cell belongs to several rows or columns, and its value stands in one: nothing is guessed. */
function refuseMerged(cells: SheetCells, rows: readonly ImportRow[]): void {
  const byLine = new Map(rows.map((row) => [row.line, row]));
  for (const range of cells.merged) {
    const [start = '', end = start] = range.split(':');
    const value = byLine.get(lineOf(start))?.cells[columnOf(start) ?? 0] ?? '';
    if (value === '' || start === end) continue;
    throw new UnreadableFile(
      'merged-cells',
      `Cells ${start} to ${end} are merged. Select the table, choose Merge and centre, Unmerge cells, fill in the empty ones, and choose the file again`,
    );
  }
}
