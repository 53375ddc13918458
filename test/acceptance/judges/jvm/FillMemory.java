import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import sun.misc.Unsafe;

/** Fills heap, stacks and direct buffers to their bounds; native memory stands in for metaspace and code that are not used. */
public class FillMemory {
  private static final int BYTES = 100;
  private static final int BYTES_IN_HEAP = 120;
  private static final int MIB = 1 << 20;
  private static final List<Object> kept = new ArrayList<>();

  public static void main(String[] arguments) throws Exception {
    int percent = Integer.parseInt(arguments[0]);
    int threads = Integer.parseInt(arguments[1]);
    fillStacks(threads);
    fillDirect(Integer.parseInt(arguments[2]));
    byte[][] live = new byte[(int) (Runtime.getRuntime().maxMemory() / 100 * percent / BYTES_IN_HEAP)][];
    for (int index = 0; index < live.length; index++) live[index] = new byte[BYTES];
    churn(live, 2);
    fillUnused(Long.parseLong(arguments[3]) * MIB);
    churn(live, 1);
    System.out.println("filled");
  }

  private static void churn(byte[][] live, int times) {
    Random random = new Random(1);
    for (long count = (long) times * live.length; count > 0; count--) live[random.nextInt(live.length)] = new byte[BYTES];
  }

  private static void fillStacks(int threads) throws InterruptedException {
    CountDownLatch full = new CountDownLatch(threads);
    CountDownLatch never = new CountDownLatch(1);
    for (int count = 0; count < threads; count++) {
      Thread thread = new Thread(() -> {
        try {
          descend(0);
        } catch (StackOverflowError expected) {
          full.countDown();
        }
        try {
          never.await();
        } catch (InterruptedException ended) {
          Thread.currentThread().interrupt();
        }
      });
      thread.setDaemon(true);
      thread.start();
    }
    full.await();
  }

  private static int descend(int depth) {
    return depth < 0 ? 0 : descend(depth + 1) + 1;
  }

  private static void fillDirect(int mebibytes) {
    for (int count = 0; count < mebibytes; count++) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(MIB);
      while (buffer.hasRemaining()) buffer.put((byte) 1);
      kept.add(buffer);
    }
  }

  private static void fillUnused(long bound) throws ReflectiveOperationException {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      boolean isCounted = pool.getName().equals("Metaspace") || pool.getName().startsWith("Code");
      if (isCounted) used += pool.getUsage().getCommitted();
    }
    Field field = Unsafe.class.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    Unsafe memory = (Unsafe) field.get(null);
    long address = memory.allocateMemory(bound - used);
    memory.setMemory(address, bound - used, (byte) 1);
  }
}
