package medianest.benchmarks.overhead;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Set;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Switches what a running server measures, by the bean that it offers half a minute after it. */
final class MeasuringSwitch implements AutoCloseable {

  private static final int MOST_TRIES = 600;

  private final JMXConnector connector;
  private final MBeanServerConnection beans;
  private final ObjectName bean;

  private MeasuringSwitch(JMXConnector connector, MBeanServerConnection beans, ObjectName bean) {
    this.connector = connector;
    this.beans = beans;
    this.bean = bean;
  }

  /** Waits until the server offers it. */
  static MeasuringSwitch of(ProcessHandle server) throws IOException, InterruptedException {
    JMXConnector connector = connect(server.pid());
    try {
      MBeanServerConnection beans = connector.getMBeanServerConnection();
      ObjectName pattern = new ObjectName("medianest:type=Measuring,*");
      Set<ObjectName> found = beans.queryNames(pattern, null);
      for (int i = 0; i < MOST_TRIES && found.isEmpty(); i++) {
        Thread.sleep(100);
        found = beans.queryNames(pattern, null);
      }
      if (found.isEmpty()) {
        throw new IOException("The server does not have its measuring switched.");
      }
      return new MeasuringSwitch(connector, beans, found.iterator().next());
    } catch (JMException e) {
      throw new IOException("The measuring of the server was not found.", e);
    }
  }

  // What it answers comes from a process that this one has started.
  @SuppressWarnings("BanJNDI")
  private static JMXConnector connect(long pid) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("The server cannot be attached to.", e);
    }
  }

  void set(boolean on) throws IOException {
    try {
      beans.setAttribute(bean, new Attribute("On", on));
    } catch (JMException e) {
      throw new IOException("Measuring could not be switched.", e);
    }
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
