import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { screen } from '@testing-library/dom';
import { NotificationBanner } from './notification-banner.js';

@Component({
  selector: 'lr-host',
  imports: [NotificationBanner],
  template: `
    <lr-notification-banner>A newer version exists</lr-notification-banner>
    <lr-notification-banner kind="success" heading="Saved">Your passphrase is changed</lr-notification-banner>
  `,
})
class Host {}

describe('notification banner', () => {
  it('takes focus for what was just done, and is a named region otherwise', async () => {
    await TestBed.createComponent(Host).whenStable();
    expect(document.activeElement).toBe(screen.getByRole('alert', { name: 'Saved' }));
    expect(screen.getByRole('region', { name: 'Important' })).toBeTruthy();
  });
});
