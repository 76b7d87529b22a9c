import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { jest } from '@jest/globals';
import { screen } from '@testing-library/dom';
import { SessionStore } from '../../platform/session/session-store.js';
import { somebody } from '../../platform/session/testing/session-answer.js';
import { IdleWarning } from './idle-warning.js';

@Component({ selector: 'lr-page', template: '' })
class Page {}

const MINUTE = 60_000;

describe('idle warning', () => {
  let fixture: ComponentFixture<IdleWarning>;
  let session: SessionStore;

  beforeEach(async () => {
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function () {
      this.open = false;
    };
    jest.useFakeTimers({ now: new Date('2026-11-22T10:00:00Z') });
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([{ path: '**', component: Page }]),
      ],
    });
    session = TestBed.inject(SessionStore);
    fixture = TestBed.createComponent(IdleWarning);
    await jest.advanceTimersByTimeAsync(0);
  });

  afterEach(() => jest.useRealTimers());

  const isWarning = () => document.querySelector('dialog')?.open;

  async function pass(minutes: number) {
    await jest.advanceTimersByTimeAsync(minutes * MINUTE);
    fixture.detectChanges();
    await jest.advanceTimersByTimeAsync(0);
  }

  async function answer(changes = {}) {
    const loaded = session.load();
    TestBed.inject(HttpTestingController).expectOne('/api/session').flush(somebody(changes));
    await loaded;
    await pass(0);
  }

  it('warns at 25 minutes of silence, not before', async () => {
    await answer();
    await pass(24.9);
    expect(isWarning()).toBe(false);
    await pass(0.1);
    expect(isWarning()).toBe(true);
    expect(screen.getByRole('dialog', { name: 'You will be signed out soon' }).textContent).toContain(
      '10:30',
    );
  });

  it('counts from the last answer of the server', async () => {
    await answer();
    await pass(20);
    session.sawActivity();
    await pass(20);
    expect(isWarning()).toBe(false);
    await pass(5);
    expect(isWarning()).toBe(true);
  });

  it('extends with one press', async () => {
    await answer();
    await pass(26);
    screen.getByRole('button', { name: 'Stay signed in' }).click();
    TestBed.inject(HttpTestingController).expectOne('/api/session').flush(somebody());
    await pass(0);
    expect(isWarning()).toBe(false);
    await pass(24);
    expect(isWarning()).toBe(false);
  });

  it('leads to sign in, and back, when nobody pressed', async () => {
    await TestBed.inject(Router).navigateByUrl('/learning/kern');
    await answer();
    await pass(30);
    expect(TestBed.inject(Router).url).toBe('/sign-in?return=%2Flearning%2Fkern&ended=true');
    expect(session.isSignedIn()).toBe(false);
    expect(isWarning()).toBe(false);
  });

  it('offers no extension when the day is over', async () => {
    await answer({ absoluteEndsAt: new Date(Date.now() + 10 * MINUTE).toISOString() });
    await pass(5);
    expect(isWarning()).toBe(true);
    expect(screen.queryByRole('button', { name: 'Stay signed in' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Carry on' })).toBeTruthy();
  });
});
