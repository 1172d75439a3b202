/** Statements that put load on a database, in a schema of their own. */
@NullMarked
package medianest.loadtest.sql;

import org.jspecify.annotations.NullMarked;
