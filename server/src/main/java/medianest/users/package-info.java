/** Accounts, passwords, sessions, and the set-up of the first account. */
@NullMarked
package medianest.users;

import org.jspecify.annotations.NullMarked;
