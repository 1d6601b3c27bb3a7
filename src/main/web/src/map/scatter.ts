/**
 * Points and pictures on a canvas, by WebGL 2. It is written out, as the libraries that do this make their code at run
 * time, which the page's content security policy forbids.
 */
import type { Camera } from "./camera";

const POINT_VERTEX = `#version 300 es
in vec2 place;
in float colour;
in float flag;
uniform vec2 centre;
uniform vec2 scale;
uniform float size;
uniform float pass;
uniform float alpha;
uniform sampler2D palette;
out vec4 tint;
void main() {
  gl_Position = flag == pass ? vec4((place - centre) * scale, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
  gl_PointSize = size;
  vec3 own = texelFetch(palette, ivec2(int(colour), 0), 0).rgb;
  vec3 grey = vec3(0.5);
  tint = vec4(pass == 0.0 ? own : grey, alpha);
}`;

const POINT_FRAGMENT = `#version 300 es
precision highp float;
in vec4 tint;
uniform float size;
out vec4 paint;
void main() {
  float away = length(gl_PointCoord - 0.5) * size;
  float a = tint.a * (1.0 - smoothstep(size * 0.5 - 1.0, size * 0.5, away));
  paint = vec4(tint.rgb * a, a);
}`;

/** An element's index is its item's place, and with it the place of its picture in the atlas. */
const PICTURE_VERTEX = `#version 300 es
in vec2 place;
in float colour;
uniform vec2 centre;
uniform vec2 scale;
uniform float size;
uniform sampler2D palette;
out vec3 tint;
flat out vec3 corner;
void main() {
  gl_Position = vec4((place - centre) * scale, 0.0, 1.0);
  gl_PointSize = size;
  tint = texelFetch(palette, ivec2(int(colour), 0), 0).rgb;
  int within = gl_VertexID % 4096;
  corner = vec3(float(within % 64), float(within / 64), float(gl_VertexID / 4096));
}`;

const PICTURE_FRAGMENT = `#version 300 es
precision highp float;
precision highp sampler2DArray;
in vec3 tint;
flat in vec3 corner;
uniform sampler2DArray atlas;
out vec4 paint;
void main() {
  vec2 edge = 0.5 / vec2(28.0);
  vec2 at = (corner.xy + clamp(gl_PointCoord, edge, 1.0 - edge)) / 64.0;
  float ink = texture(atlas, vec3(at, corner.z)).r;
  paint = vec4(tint * ink, ink);
}`;

const PAGE_SIDE = 1792;
/** Pictures on a page. */
export const PER_PAGE = 4096;
/** Atlas pages that are kept on the card: 51 MB. */
const MOST_PAGES = 16;

/** What is seen of a map from near: places of items that are drawn as dots, and as pictures of a size in CSS pixels. */
export interface Close {
  dots: Uint32Array;
  pictures: Uint32Array;
  size: number;
}

export class Scatter {
  private readonly gl: WebGL2RenderingContext;
  private readonly points: WebGLProgram;
  private readonly pictures: WebGLProgram;
  private readonly places: WebGLBuffer;
  private readonly colours: WebGLBuffer;
  private readonly flags: WebGLBuffer;
  private readonly elements: WebGLBuffer;
  private readonly palette: WebGLTexture;
  private atlas: WebGLTexture | null = null;
  private count = 0;

  /** @throws Error where the browser has no WebGL 2 */
  constructor(private readonly canvas: HTMLCanvasElement) {
    const gl = canvas.getContext("webgl2", { alpha: true, antialias: false, premultipliedAlpha: true });
    if (!gl) {
      throw new Error("This browser draws no WebGL 2, which the map needs.");
    }
    this.gl = gl;
    this.points = program(gl, POINT_VERTEX, POINT_FRAGMENT);
    this.pictures = program(gl, PICTURE_VERTEX, PICTURE_FRAGMENT);
    this.places = gl.createBuffer();
    this.colours = gl.createBuffer();
    this.flags = gl.createBuffer();
    this.elements = gl.createBuffer();
    this.palette = gl.createTexture();
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  setPoints(points: Float32Array): void {
    this.count = points.length / 2;
    this.fill(this.places, points);
  }

  /** @param places in the palette, one a point */
  setColours(places: Uint8Array): void {
    this.fill(this.colours, places);
  }

  setFlags(flags: Uint8Array): void {
    this.fill(this.flags, flags);
  }

  private fill(buffer: WebGLBuffer, data: Float32Array | Uint8Array): void {
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, buffer);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, data, this.gl.STATIC_DRAW);
  }

  /** @param pixels 256 colours, RGBA */
  setPalette(pixels: Uint8Array): void {
    const gl = this.gl;
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.palette);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 256, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  }

  /** Makes room for so many pages of pictures, and forgets those of before. */
  setPages(pages: number): void {
    const gl = this.gl;
    gl.deleteTexture(this.atlas);
    this.atlas = null;
    if (pages > 0) {
      this.atlas = gl.createTexture();
      gl.activeTexture(gl.TEXTURE1);
      gl.bindTexture(gl.TEXTURE_2D_ARRAY, this.atlas);
      gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.R8, PAGE_SIDE, PAGE_SIDE, pages);
      gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
      gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
      gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
      gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    }
  }

  setPage(page: number, picture: ImageBitmap): void {
    const gl = this.gl;
    if (this.atlas) {
      gl.activeTexture(gl.TEXTURE1);
      gl.bindTexture(gl.TEXTURE_2D_ARRAY, this.atlas);
      gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, page, picture.width, picture.height, 1, gl.RED, gl.UNSIGNED_BYTE, picture);
    }
  }

  /**
   * @param size of a dot in CSS pixels
   * @param alpha of a dot
   * @param close what is drawn instead of all dots where one looks closely
   */
  draw(camera: Camera, size: number, alpha: number, close: Close | null): void {
    const gl = this.gl;
    const density = devicePixelRatio;
    const width = Math.round(camera.width * density);
    const height = Math.round(camera.height * density);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (this.count === 0 || width === 0 || height === 0) {
      return;
    }
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.palette);
    this.use(this.points, camera);
    this.attribute(this.points, "flag", this.flags, 1, gl.UNSIGNED_BYTE);
    gl.uniform1f(gl.getUniformLocation(this.points, "size"), Math.max(1.5, size * density));
    for (const [pass, strength] of [[1, alpha * 0.22], [0, alpha]] as const) {
      gl.uniform1f(gl.getUniformLocation(this.points, "pass"), pass);
      gl.uniform1f(gl.getUniformLocation(this.points, "alpha"), strength);
      if (close) {
        this.drawSome(close.dots);
      } else {
        gl.drawArrays(gl.POINTS, 0, this.count);
      }
    }
    if (this.atlas && close) {
      this.drawPictures(camera, close.pictures, close.size * density);
    }
  }

  private drawSome(places: Uint32Array): void {
    const gl = this.gl;
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.elements);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, places, gl.DYNAMIC_DRAW);
    gl.drawElements(gl.POINTS, places.length, gl.UNSIGNED_INT, 0);
  }

  private drawPictures(camera: Camera, places: Uint32Array, size: number): void {
    const gl = this.gl;
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, this.atlas);
    this.use(this.pictures, camera);
    gl.uniform1i(gl.getUniformLocation(this.pictures, "atlas"), 1);
    gl.uniform1f(gl.getUniformLocation(this.pictures, "size"), size);
    this.drawSome(places);
  }

  private use(which: WebGLProgram, camera: Camera): void {
    const gl = this.gl;
    gl.useProgram(which);
    this.attribute(which, "place", this.places, 2, gl.FLOAT);
    this.attribute(which, "colour", this.colours, 1, gl.UNSIGNED_BYTE);
    gl.uniform1i(gl.getUniformLocation(which, "palette"), 0);
    gl.uniform2f(gl.getUniformLocation(which, "centre"), camera.x, camera.y);
    gl.uniform2f(gl.getUniformLocation(which, "scale"), (2 * camera.scale) / camera.width, (2 * camera.scale) / camera.height);
  }

  private attribute(which: WebGLProgram, name: string, buffer: WebGLBuffer, size: number, type: number): void {
    const gl = this.gl;
    const at = gl.getAttribLocation(which, name);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, size, type, false, 0, 0);
  }
}

/** Pages that hold the pictures of so many items; 0 where they would be too many to keep. */
export function pagesFor(count: number, pages: number): number {
  return pages > 0 && Math.ceil(count / PER_PAGE) <= MOST_PAGES ? pages : 0;
}

function program(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const made = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(made, shader);
  }
  // Attribute 0 has to be an enabled array, and both programs enable their places.
  gl.bindAttribLocation(made, 0, "place");
  gl.bindAttribLocation(made, 1, "colour");
  gl.bindAttribLocation(made, 2, "flag");
  gl.linkProgram(made);
  if (!gl.getProgramParameter(made, gl.LINK_STATUS)) {
    throw new Error(`The map's shaders do not link: ${gl.getProgramInfoLog(made)}`);
  }
  return made;
}
