// What the example answers: the meaning finds "keep" for "hold on to", which no word does.

def output = new File(basedir, 'build.log').readLines()
def first = { how -> output[output.indexOf(how) + 1].trim() }
assert first('by meaning').startsWith('1. How long may I keep a book? Four weeks.')
assert !first('by words').startsWith('1. How long may I keep a book?')
assert first('by both').startsWith('1. ')
assert output.every { !it.contains('When are you open?') }
return true
