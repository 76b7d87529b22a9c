import type { Session } from '@learning-reviews/contracts/session.contract';
import { openSignedIn, type SignedInPage } from '../../platform/page/testing/open-signed-in.js';
import { LEARNING_ROUTES } from '../learning.routes.js';

/** A page of learning as a test sees it. */
export type OpenLearning = SignedInPage;

/** Opens a page of learning for a signed-in school nurse. */
export function openLearning(address: string, session?: Session): Promise<OpenLearning> {
  return openSignedIn([{ path: 'learning', children: LEARNING_ROUTES }], address, session);
}
