// What an application receives with the store, and what it answers.

def jars = new File(basedir, 'target/classpath.txt').text.trim().split(File.pathSeparator).collect { new File(it).name }
def names = jars.collect { it.replaceFirst(/-\d.*/, '') } as TreeSet
assert names == ['jackson-annotations', 'jackson-core', 'jackson-databind', 'lucene-core', 'vicino'] as TreeSet

def output = new File(basedir, 'target/output.txt').readLines()
assert output.contains('1. orange 0.0161')
assert output.contains('recall 1.0, missed []')
return true
