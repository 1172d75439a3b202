/**
 * The database: an embedded PostgreSQL or one elsewhere, its pool, transactions and migrations; the
 * only place beside the stores that sees SQL.
 */
@NullMarked
package medianest.db;

import org.jspecify.annotations.NullMarked;
