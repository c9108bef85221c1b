import { accountTermsOf } from '../../src/access/accounts/account-terms.ts';
import { signInSchema } from '../../src/platform/config/sign-in-schema.ts';

/** What is asked of those who sign in where nothing else is set. */
export const USUAL_TERMS = accountTermsOf(signInSchema.parse({}));
