/** What a run says: as a page with pictures, as JSON, as JUnit XML, beside an earlier one. */
@NullMarked
package medianest.loadtest.report;

import org.jspecify.annotations.NullMarked;
