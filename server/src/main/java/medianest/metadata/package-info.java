/** What a catalogue elsewhere knows of films and series, asked in the background. */
@NullMarked
package medianest.metadata;

import org.jspecify.annotations.NullMarked;
