// What the example answers: the meaning alone takes one error for another, the words alone and both find the right one.

def output = new File(basedir, 'build.log').readLines()
def first = { how -> output[output.indexOf(how) + 1].trim() }
assert first('by meaning').startsWith('1. The app shows DRM error')
assert first('by words').startsWith('1. I forgot the PIN of my account.')
assert first('by both').startsWith('1. I forgot the PIN of my account.')
return true
