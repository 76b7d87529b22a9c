import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Configuration } from '../config/configuration.js';
import type { NewEmailMessage } from './email-message.repository.js';

/** What a mail server, or its absence, made of a message. */
export type Delivery =
  | { readonly outcome: 'sent' | 'refused' | 'kept'; readonly answer: string }
  /** Not now: it may be tried again. */
  | { readonly outcome: 'failed'; readonly answer: string; readonly code: string };

/** How long a mail server is waited for, in milliseconds. A class, so that tests can be less patient. */
export class MailPatience {
  /** For a connection, and for its first word. */
  readonly connectMs: number = 10_000;
  /** For each answer. */
  readonly silenceMs: number = 30_000;
  /** In all: a server that says a little every now and then never falls silent. */
  readonly wholeMs: number = 60_000;
}

/** An error of nodemailer's, as far as it is looked at. */
interface MailError {
  readonly code?: string;
  /** The SMTP command that was answered, such as `RCPT TO`. */
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/**
 * Hands a message to the mail server of `SMTP_URL`; where none is set, keeps it as a file under `DATA_DIR/mail`.
 *
 * Headers are made here and nowhere else, from an id, an instant, one checked address and a subject of one line.
 */
@Injectable()
export class MailServer {
  constructor(
    private readonly configuration: Configuration,
    private readonly patience: MailPatience,
  ) {}

  /**
   * Tries once. Each message has a connection of its own: a broken one takes no other message with it, and nothing
   * is sent again behind our back.
   */
  deliver(message: NewEmailMessage): Promise<Delivery> {
    return this.configuration.smtpUrl === null
      ? this.keep(message)
      : this.send(this.configuration.smtpUrl, message);
  }

  private async send(smtpUrl: string, message: NewEmailMessage): Promise<Delivery> {
    const transport = createTransport({
      url: smtpUrl,
      connectionTimeout: this.patience.connectMs,
      greetingTimeout: this.patience.connectMs,
      dnsTimeout: this.patience.connectMs,
      socketTimeout: this.patience.silenceMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      const { response } = await transport.sendMail({
        ...this.headersAndBody(message),
        signal: AbortSignal.timeout(this.patience.wholeMs),
      });
      return { outcome: 'sent', answer: oneLine(response) };
    } catch (error) {
      return failureOf(error as MailError);
    } finally {
      transport.close();
    }
  }

  /** Whole or not at all: written aside first. Only its owner may read it. */
  private async keep(message: NewEmailMessage): Promise<Delivery> {
    const folder = join(this.configuration.dataDir, 'mail');
    const file = join(folder, `${message.id}.eml`);
    const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
    try {
      const { message: bytes } = await transport.sendMail(this.headersAndBody(message));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(`${file}.part`, bytes as Buffer, { mode: 0o600 });
      await rename(`${file}.part`, file);
      return { outcome: 'kept', answer: 'Kept as a file and sent to nobody: no SMTP_URL is set' };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
      return { outcome: 'failed', code, answer: `Could not be kept as a file under DATA_DIR (${code})` };
    }
  }

  /** The same bytes at each attempt, so that a second copy can be known by its Message-ID. */
  private headersAndBody({ id, to, subject, text, html, createdAt }: NewEmailMessage) {
    return {
      from: this.configuration.emailFrom,
      to: { name: '', address: to },
      subject,
      text,
      html,
      date: createdAt,
      messageId: `<${id}@${new URL(this.configuration.publicUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    };
  }
}

/**
 * Refused for good is what the server says of this recipient or this text with a 5xx. Anything else may pass: a 4xx,
 * a wrong passphrase, a sender it does not like, no connection. Those are the operator's to mend.
 */
function failureOf({ code = 'unknown', command = '', response, responseCode = 0 }: MailError): Delivery {
  const isOfMessage = /^(RCPT TO|DATA)/.test(command);
  if (isOfMessage && responseCode >= 500 && response !== undefined) {
    return { outcome: 'refused', answer: oneLine(response) };
  }
  if (response !== undefined && response !== '')
    return { outcome: 'failed', code, answer: oneLine(response) };
  return {
    outcome: 'failed',
    code,
    answer: WITHOUT_ANSWER[code] ?? `The mail server could not be reached (${code})`,
  };
}

const WITHOUT_ANSWER: Readonly<Record<string, string>> = {
  ETIMEDOUT: 'The mail server did not answer in time',
  EABORT: 'The mail server did not answer in time',
  EAUTH: 'The mail server refused the user or passphrase of SMTP_URL',
  EDNS: 'The mail server’s name in SMTP_URL could not be found',
  ETLS: 'No encrypted connection to the mail server came about',
};

const oneLine = (text: string) => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
