import { Component, ViewEncapsulation } from '@angular/core';
import { Shell } from './shell/shell.js';

/** The root of the page. */
@Component({
  selector: 'lr-app',
  imports: [Shell],
  encapsulation: ViewEncapsulation.None,
  template: `<lr-shell />`,
})
export class App {}
