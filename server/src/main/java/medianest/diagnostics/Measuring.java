package medianest.diagnostics;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import medianest.metrics.QueryMetrics;
import medianest.metrics.RequestMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has requests and statements go unmeasured, and the last minutes unrecorded, while the server
 * runs: what all of that costs can be told of one process only, since two of the same program
 * differ by more. It is reached over JMX, by whoever may attach to the process.
 */
public final class Measuring implements MeasuringMXBean, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Measuring.class);

  /** To load what JMX takes would delay a start. */
  private static final Duration AFTER_START = Duration.ofSeconds(30);

  private final RequestMetrics requests;
  private final QueryMetrics queries;
  private final FlightRing ring;
  private final Path data;
  private final Thread thread = Thread.ofVirtual().name("measuring").unstarted(this::offerLater);

  /**
   * Offers nothing before {@link #begin}.
   *
   * @param data the folder of the server, which tells it from others in the same process
   */
  public Measuring(RequestMetrics requests, QueryMetrics queries, FlightRing ring, Path data) {
    this.requests = requests;
    this.queries = queries;
    this.ring = ring;
    this.data = data;
  }

  /** Offers it in a while. */
  public void begin() {
    thread.start();
  }

  private void offerLater() {
    try {
      Thread.sleep(AFTER_START);
      offer();
    } catch (InterruptedException e) {
      LOG.debug("The server ended before its measuring could be switched.");
    } catch (JMException e) {
      LOG.warn("Measuring cannot be switched over JMX.", e);
    }
  }

  void offer() throws JMException {
    ManagementFactory.getPlatformMBeanServer().registerMBean(this, name());
  }

  private ObjectName name() throws JMException {
    return new ObjectName(
        "medianest:type=Measuring,data=" + ObjectName.quote(data.toAbsolutePath().toString()));
  }

  @Override
  public boolean isOn() {
    return requests.isOn();
  }

  @Override
  public void setOn(boolean on) {
    requests.measure(on);
    queries.measure(on);
    if (on) {
      ring.resume();
    } else {
      ring.pause();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name());
    } catch (InstanceNotFoundException e) {
      LOG.debug("Measuring was never offered.");
    } catch (JMException e) {
      LOG.debug("Measuring is still offered.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
