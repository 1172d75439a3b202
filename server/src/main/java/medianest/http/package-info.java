/**
 * The HTTP server: routes with policies, requests and responses as values, problems in one form.
 */
@NullMarked
package medianest.http;

import org.jspecify.annotations.NullMarked;
