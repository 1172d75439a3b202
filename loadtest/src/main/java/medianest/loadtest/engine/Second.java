package medianest.loadtest.engine;

/**
 * One second of a run.
 *
 * @param at seconds since the first phase began
 * @param p50 response time in milliseconds, as are the other two
 * @param cpu cores that the generator kept busy
 * @param lag how late the generator's threads ran at worst, in milliseconds
 */
public record Second(
    double at,
    int phase,
    int users,
    int underWay,
    long requests,
    long failed,
    double p50,
    double p95,
    double p99,
    double cpu,
    double lag) {}
