import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { SessionStore } from '../session/session-store.js';
import { somebody } from '../session/testing/session-answer.js';
import { UnsavedWork } from './unsaved-work.js';

const ASHA = somebody();
const BEN = somebody({
  person: { id: '01936d5e-0000-7000-8000-000000000002', name: 'Ben', email: 'ben@demo.example' },
});

describe('unsaved work', () => {
  let session: SessionStore;
  let work: UnsavedWork;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    session = TestBed.inject(SessionStore);
    work = TestBed.inject(UnsavedWork);
    await signIn(ASHA);
    work.hold('reflect/kern', 'private words');
  });

  async function signIn(who: object): Promise<void> {
    const loaded = session.load();
    TestBed.inject(HttpTestingController).expectOne('/api/session').flush(who);
    await loaded;
  }

  it('keeps what is held until it is dropped', () => {
    expect(work.held('reflect/kern')).toBe('private words');
    expect(work.held('reflect/other')).toBeUndefined();
    work.drop('reflect/kern');
    expect(work.held('reflect/kern')).toBeUndefined();
  });

  it('gives it back to the same person after the session ended', async () => {
    session.forget();
    work.hold('reflect/kern', 'private words, and more');
    await signIn(ASHA);
    expect(work.held('reflect/kern')).toBe('private words, and more');
  });

  it('never shows it to anybody else on the same computer', async () => {
    session.forget();
    await signIn(BEN);
    expect(work.held('reflect/kern')).toBeUndefined();
    work.hold('check/kern', 'a');
    session.forget();
    await signIn(ASHA);
    expect(work.held('reflect/kern')).toBeUndefined();
    expect(work.held('check/kern')).toBeUndefined();
  });

  it('forgets it when the person signs out', async () => {
    const out = session.signOut();
    TestBed.inject(HttpTestingController).expectOne({ method: 'DELETE', url: '/api/session' }).flush(null);
    await out;
    await signIn(ASHA);
    expect(work.held('reflect/kern')).toBeUndefined();
  });

  it('writes nothing to the computer', () => {
    expect(localStorage).toHaveLength(0);
    expect(sessionStorage).toHaveLength(0);
  });
});
