import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';

const LOCAL_HEADER = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** Sizes follow the data, and names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1 January 1980: the format's first day. A real time would make two files of the same rows differ. */
const DOS_DATE = 0x0021;
/** The faster half of zlib's levels: the text of a sheet repeats itself so much that more work gains little. */
const LEVEL = 3;

interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  crc: number;
  size: number;
  packed: number;
}

/**
 * Writes a ZIP file front to back, entry after entry, in constant memory: lengths and checksums follow each entry's
 * data. Up to 4 GB, without ZIP64; a workbook within its limit of rows is far smaller. (APPNOTE.TXT 6.3.10)
 */
export class ZipFile {
  private readonly entries: Entry[] = [];
  private packer: DeflateRaw | undefined;
  private offset = 0;

  /** @param push Takes the bytes of the file, in order. */
  constructor(private readonly push: (bytes: Buffer) => void) {}

  /** Begins an entry, such as `xl/workbook.xml`. The one before has ended. */
  begin(name: string): void {
    const entry: Entry = { name: Buffer.from(name, 'utf8'), offset: this.offset, crc: 0, size: 0, packed: 0 };
    this.entries.push(entry);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(LOCAL_HEADER, 0);
    header.writeUInt16LE(VERSION, 4);
    header.writeUInt16LE(FLAGS, 6);
    header.writeUInt16LE(DEFLATED, 8);
    header.writeUInt16LE(DOS_DATE, 12);
    header.writeUInt16LE(entry.name.length, 26);
    this.write(Buffer.concat([header, entry.name]));
    this.packer = createDeflateRaw({ level: LEVEL }).on('data', (bytes: Buffer) => {
      entry.packed += bytes.length;
      this.write(bytes);
    });
  }

  /** Adds to the entry; resolves once it was taken in. */
  add(text: string): Promise<void> {
    const entry = this.entries.at(-1);
    const packer = this.packer;
    if (entry === undefined || packer === undefined) throw new Error('No entry of the ZIP file has begun');
    const bytes = Buffer.from(text, 'utf8');
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    return new Promise((resolve, reject) => {
      packer.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Ends the entry. */
  async end(): Promise<void> {
    const entry = this.entries.at(-1);
    const packer = this.packer;
    if (entry === undefined || packer === undefined) throw new Error('No entry of the ZIP file has begun');
    await new Promise<void>((resolve, reject) => packer.once('end', resolve).once('error', reject).end());
    this.packer = undefined;
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(DESCRIPTOR, 0);
    descriptor.writeUInt32LE(entry.crc, 4);
    descriptor.writeUInt32LE(entry.packed, 8);
    descriptor.writeUInt32LE(entry.size, 12);
    this.write(descriptor);
  }

  /** Writes the list of entries, with which the file ends. */
  finish(): void {
    const start = this.offset;
    for (const entry of this.entries) this.write(centralHeader(entry));
    const end = Buffer.alloc(22);
    end.writeUInt32LE(END, 0);
    end.writeUInt16LE(this.entries.length, 8);
    end.writeUInt16LE(this.entries.length, 10);
    end.writeUInt32LE(this.offset - start, 12);
    end.writeUInt32LE(start, 16);
    this.write(end);
  }

  /** Lets go of what is under way, when the file is given up. */
  destroy(): void {
    this.packer?.destroy();
  }

  private write(bytes: Buffer): void {
    this.offset += bytes.length;
    this.push(bytes);
  }
}

function centralHeader({ name, offset, crc, size, packed }: Entry): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(VERSION, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(DEFLATED, 10);
  header.writeUInt16LE(DOS_DATE, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}
