import { noComponentStyles, noSubscribeInPage } from './angular-rules.ts';
import { fileName } from './file-name.ts';
import { noOwnMocks } from './no-own-mocks.ts';
import { noSqlInterpolation } from './no-sql-interpolation.ts';
import { scopeFirst } from './scope-first.ts';
import { wall } from './wall-rule.ts';

/** Our own ESLint rules, as the configuration knows them: `learning-reviews/<name>`. */
export const learningReviews = {
  rules: {
    wall,
    'scope-first': scopeFirst,
    'no-sql-interpolation': noSqlInterpolation,
    'no-component-styles': noComponentStyles,
    'no-subscribe-in-page': noSubscribeInPage,
    'file-name': fileName,
    'no-own-mocks': noOwnMocks,
  },
};
