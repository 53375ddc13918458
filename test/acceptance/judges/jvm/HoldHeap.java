import java.nio.file.Files;
import java.nio.file.Path;

/** A service that has started: it says so by a file, and lives until the file is gone. */
public class HoldHeap {
  public static void main(String[] arguments) throws Exception {
    Path mark = Files.createFile(Path.of(arguments[0]));
    while (Files.exists(mark)) Thread.sleep(50);
  }
}
