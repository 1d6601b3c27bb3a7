// What the example answers: what feels like the wish, and of that only what is done in time.

def output = new File(basedir, 'build.log').readLines()
def found = output.drop(output.indexOf('"a light lunch for a hot summer day" within 20 minutes') + 1).take(3)
assert found.any { it.trim() == 'Cold cucumber soup, 10 minutes' }
assert found.every { (it =~ /, (\d+) minutes$/)[0][1].toInteger() <= 20 }
return true
