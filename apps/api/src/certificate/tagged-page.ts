import type PDFDocument from 'pdfkit';

/** What a document is called, and the TrueType files of its two fonts. */
export interface TaggedPageOptions {
  readonly title: string;
  readonly body: string;
  readonly bold: string;
}

const MARGIN = 56;
const GAP = 8;
const LABEL_WIDTH = 170;
const BULLET_WIDTH = 16;
const INK = '#0b0c0c';
const GREEN = '#0b4a3a';
const LINE = '#b1b4b6';
const SIZE = { large: 22, normal: 11, small: 9.5 } as const;
const HEADING_SIZE = { 1: 26, 2: 14 } as const;

type Doc = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

/**
 * An A4 document written from top to bottom, in which everything that is read has its tag and everything that only
 * decorates is marked as such. It goes on to a second page by itself when a text is long.
 */
export class TaggedPage {
  private readonly doc: Doc;
  private readonly root: Element;
  private readonly chunks: Buffer[] = [];
  private readonly finished: Promise<Buffer>;

  constructor(Document: typeof PDFDocument, { title, body, bold }: TaggedPageOptions) {
    // The types lack the subset, which names what the tags are made for.
    this.doc = new Document({
      size: 'A4',
      margin: MARGIN,
      pdfVersion: '1.7',
      subset: 'PDF/UA',
      tagged: true,
      lang: 'en-GB',
      displayTitle: true,
      info: { Title: title, Creator: 'Learning Reviews', Producer: 'Learning Reviews' },
    } as unknown as PDFKit.PDFDocumentOptions);
    this.finished = new Promise((resolve, reject) => {
      this.doc.on('data', (chunk: Buffer) => this.chunks.push(chunk));
      this.doc.on('end', () => resolve(Buffer.concat(this.chunks)));
      this.doc.on('error', reject);
    });
    this.doc.registerFont('body', body);
    this.doc.registerFont('bold', bold);
    this.root = this.doc.struct('Document');
    this.doc.addStructure(this.root);
  }

  /** A band of colour across the top with the name of the site, which a screen reader need not hear again. */
  band(text: string): void {
    const { doc } = this;
    this.decorate(() => {
      doc.rect(0, 0, doc.page.width, 40).fill(GREEN);
      doc.font('bold').fontSize(12).fillColor('#ffffff').text(text, MARGIN, 13, { lineBreak: false });
    });
    doc.x = MARGIN;
    doc.y = 80;
  }

  heading(level: 1 | 2, text: string): void {
    this.write(this.root, `H${level}`, text, { font: 'bold', size: HEADING_SIZE[level], color: GREEN });
    this.space();
  }

  paragraph(text: string, size: keyof typeof SIZE = 'normal'): void {
    this.write(this.root, 'P', text, { font: size === 'large' ? 'bold' : 'body', size: SIZE[size] });
    this.space();
  }

  /** Pairs of a label and a value, as a list. */
  facts(pairs: readonly (readonly [label: string, value: string])[]): void {
    const list = this.add(this.root, 'L');
    for (const [label, value] of pairs) {
      this.item(list, label, value, LABEL_WIDTH, 'bold');
    }
    list.end();
    this.space();
  }

  bullets(texts: readonly string[]): void {
    const list = this.add(this.root, 'L');
    for (const text of texts) this.item(list, '•', text, BULLET_WIDTH, 'body');
    list.end();
    this.space();
  }

  /** An address to follow. `description` is what a screen reader says of it. */
  link(url: string, description: string): void {
    const { doc } = this;
    const paragraph = this.add(this.root, 'P');
    const link = this.add(paragraph, 'Link');
    link.add(() => {
      doc.font('body').fontSize(SIZE.normal).fillColor(GREEN);
      const width = Math.min(doc.widthOfString(url), this.width);
      const height = doc.heightOfString(url, { width: this.width });
      this.room(height);
      const top = doc.y;
      doc.text(url, MARGIN, top, { width: this.width, underline: true });
      // pdfkit's own `link` option leaves the description empty.
      doc.link(MARGIN, top, width, height, url, {
        Contents: new String(description),
        structParent: link,
      } as unknown as PDFKit.Mixins.AnnotationOption);
    });
    link.end();
    paragraph.end();
    this.space();
  }

  /** A line between two parts. */
  rule(): void {
    const { doc } = this;
    this.room(2 * GAP);
    this.decorate(() => {
      doc
        .moveTo(MARGIN, doc.y)
        .lineTo(doc.page.width - MARGIN, doc.y)
        .lineWidth(0.75)
        .stroke(LINE);
    });
    doc.y += GAP + 4;
  }

  /** Ends the document. */
  finish(): Promise<Buffer> {
    this.root.end();
    this.doc.end();
    return this.finished;
  }

  private get width(): number {
    return this.doc.page.width - 2 * MARGIN;
  }

  /** A label at the left edge, and its text beside it. */
  private item(list: Element, label: string, text: string, labelWidth: number, labelFont: string): void {
    const { doc } = this;
    const item = this.add(list, 'LI');
    const width = this.width - labelWidth;
    doc.font('body').fontSize(SIZE.normal);
    this.room(doc.heightOfString(text, { width }));
    const top = doc.y;
    this.write(item, 'Lbl', label, { font: labelFont, size: SIZE.normal, width: labelWidth });
    const below = doc.y;
    doc.y = top;
    this.write(item, 'LBody', text, { font: 'body', size: SIZE.normal, x: MARGIN + labelWidth, width });
    doc.y = Math.max(doc.y, below) + 4;
    item.end();
  }

  private write(
    parent: Element,
    tag: string,
    text: string,
    look: { font: string; size: number; color?: string; x?: number; width?: number },
  ): void {
    const { doc } = this;
    const { font, size, color = INK, x = MARGIN, width = this.width } = look;
    const element = this.add(parent, tag);
    doc.font(font).fontSize(size).fillColor(color);
    element.add(() => doc.text(text, x, doc.y, { width }));
    element.end();
    doc.x = MARGIN;
  }

  private add(parent: Element, tag: string): Element {
    const element = this.doc.struct(tag);
    parent.add(element);
    return element;
  }

  /** Marks what is drawn as decoration, which a screen reader passes over. */
  private decorate(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.doc.endMarkedContent();
  }

  /** Begins another page when `height` does not fit on this one, so that two columns are never torn apart. */
  private room(height: number): void {
    if (this.doc.y + height > this.doc.page.height - MARGIN) this.doc.addPage();
  }

  private space(): void {
    this.doc.y += GAP;
  }
}
