import { createRequire } from 'node:module';
import { Injectable } from '@nestjs/common';
import type { Certificate } from '@learning-reviews/contracts/certificate.contract';
import { Configuration } from '../platform/config/configuration.js';
import { TaggedPage } from './tagged-page.js';

const STATUS_SENTENCE: Readonly<Record<Certificate['status'], string>> = {
  valid: 'Valid on the day this document was made',
  expired: 'Expired: it was valid, and the time for which it counts is over',
  withdrawn: 'Withdrawn: this completion was recorded by mistake and does not count any more',
  corrected: 'Corrected: a fact of this completion was changed after it was issued',
};

const find = createRequire(import.meta.url).resolve;

/**
 * Makes a certificate as a PDF: tagged, in British English, with its fonts inside, so that a screen reader finds the
 * headings and the lists of the page it prints.
 *
 * pdfkit is loaded with the first certificate and not with the process, which most of the time makes none. One is made
 * at a time: a hundred asked for at once take no more memory than one.
 */
@Injectable()
export class CertificatePdf {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly configuration: Configuration) {}

  /** The document, about 30 kB. */
  make(certificate: Certificate): Promise<Buffer> {
    const made = this.last.then(() => draw(certificate, notesOf(this.configuration)));
    this.last = made.catch(() => undefined);
    return made;
  }
}

/** What stands below the name of the site: paper leaves it, so it says for itself that it is about nobody. */
function notesOf({ demonstration }: Configuration): readonly string[] {
  return demonstration ? ['Demonstration data: this person and their agency are invented.'] : [];
}

async function draw(certificate: Certificate, notes: readonly string[]): Promise<Buffer> {
  const { default: Document } = await import('pdfkit');
  const page = new TaggedPage(Document, {
    // Fixed words: pdfkit copies the title into XML as it is.
    title: `Certificate ${certificate.number} – Learning Reviews`,
    body: find('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    bold: find('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  });
  page.band('Learning Reviews');
  for (const note of notes) page.paragraph(note);
  page.heading(1, 'Certificate of completion');
  page.paragraph('This certifies that');
  page.paragraph(certificate.personName, 'large');
  page.paragraph('completed the learning module');
  page.heading(2, certificate.moduleTitle);
  page.paragraph(`Made from: ${certificate.madeFrom}`, 'small');
  page.rule();
  page.facts([
    ['Finished on', inWords(certificate.completedOn)],
    ['Counts until', inWords(certificate.validUntil)],
    ['Status', STATUS_SENTENCE[certificate.status]],
    ['Version of the module', String(certificate.version)],
    ['Minutes of learning', String(certificate.minutes)],
    ['Participatory minutes', participatory(certificate.participatoryMinutes)],
    ['Certificate number', certificate.number],
  ]);
  page.rule();
  page.heading(2, 'What the module is meant to enable');
  page.bullets(certificate.outcomes);
  page.rule();
  page.paragraph('Anybody can check this certificate by its number, without signing in:', 'small');
  page.link(certificate.verificationUrl, `Check certificate ${certificate.number}`);
  page.paragraph(
    'It says that the module was completed and its knowledge check passed. It says nothing about how somebody works.',
    'small',
  );
  return page.finish();
}

function participatory(minutes: number): string {
  return minutes === 0 ? '0 (learned alone)' : String(minutes);
}

/** `2026-03-04` → `4 March 2026`. */
function inWords(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
